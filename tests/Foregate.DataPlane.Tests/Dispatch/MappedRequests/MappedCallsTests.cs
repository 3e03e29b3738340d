// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.MappedRequests;

namespace Foregate.DataPlane.Tests.Dispatch.MappedRequests;

public sealed class MappedCallsTests
{
    [Fact]
    public async Task A_call_is_given_out_once_however_often_it_is_given_back()
    {
        var calls = new MappedCalls();
        var call = calls.Rent();
        call.Release();
        await call.UploadEndedAsync();
        await call.UploadEndedAsync();
        Assert.Same(call, calls.Rent());
        Assert.NotSame(call, calls.Rent());
    }

    [Fact]
    public async Task A_buffer_that_a_large_request_has_grown_is_not_kept()
    {
        var calls = new MappedCalls();
        var call = calls.Rent();
        call.Text.Write(new byte[MappedCalls.KeptBytes + 1]);
        var grown = call.Text;
        await call.UploadEndedAsync();
        Assert.NotSame(grown, calls.Rent().Text);
    }
}
