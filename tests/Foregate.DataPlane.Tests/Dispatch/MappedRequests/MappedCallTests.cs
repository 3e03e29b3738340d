// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Dispatch.MappedRequests;

namespace Foregate.DataPlane.Tests.Dispatch.MappedRequests;

public sealed class MappedCallTests
{
    [Fact]
    public async Task Serves_another_request_only_when_its_upload_has_ended()
    {
        var calls = new MappedCalls();
        var call = calls.Rent();
        var uploading = new TaskCompletionSource();
        call.Hold(new Uploading(uploading.Task));
        call.Payload = "sent"u8.ToArray();
        call.Release();
        var ended = call.UploadEndedAsync();
        Assert.NotSame(call, calls.Rent());
        Assert.False(call.Payload.IsEmpty);
        uploading.SetResult();
        await ended;
        Assert.True(call.Payload.IsEmpty);
        Assert.Same(call, calls.Rent());
    }

    private sealed class Uploading(Task ended) : IntegrationLease
    {
        public override void Release()
        {
        }

        public override ValueTask UploadEndedAsync() => new(ended);
    }
}
