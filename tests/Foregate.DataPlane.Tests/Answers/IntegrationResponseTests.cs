// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Tests.Doubles;

namespace Foregate.DataPlane.Tests.Answers;

public sealed class IntegrationResponseTests
{
    [Fact]
    public void Gives_its_lease_back_once_and_keeps_its_status()
    {
        var response = new IntegrationResponse();
        var lease = new CountingLease();
        response.Set(418, null, new ScriptedBody("x"), lease);
        response.Release();
        response.Release();
        Assert.Equal(1, lease.Releases);
        Assert.True(response.IsPresent);
        Assert.Equal(418, response.Status);
        Assert.Null(response.Body);
        response.Reset();
        Assert.Equal(1, lease.Releases);
        Assert.False(response.IsPresent);
    }

    [Fact]
    public async Task Waits_for_what_the_lease_still_uses()
    {
        var response = new IntegrationResponse();
        var lease = new CountingLease { Ending = new TaskCompletionSource() };
        response.Hold(lease);
        response.Release();
        var ended = response.UploadEndedAsync().AsTask();
        Assert.False(ended.IsCompleted);
        lease.Ending.SetResult();
        await ended;
    }
}
