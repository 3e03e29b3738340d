// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Traces;

namespace Foregate.DataPlane.Tests.Traces;

public sealed class ExecutionTracesTests
{
    private readonly ExecutionTraces _traces = new();

    [Fact]
    public void One_that_was_returned_is_rented_again_and_remembers_nothing()
    {
        var trace = Begun();
        trace.Ask(isTls: false, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8);
        trace.Send("body"u8);
        trace.Answer("made"u8);
        _traces.Return(trace);
        Assert.Same(trace, Begun());
        Assert.True(trace.EndpointUri.IsEmpty && trace.EndpointHeaders.IsEmpty && trace.EndpointBody.IsEmpty && trace.ResponseBody.IsEmpty && !trace.IsFunction);
    }

    [Fact]
    public void Two_at_a_time_are_two() => Assert.NotSame(_traces.Rent(), _traces.Rent());

    private ExecutionTrace Begun()
    {
        var trace = _traces.Rent();
        trace.Begin(new TraceSettings("group", ErrorsOnly: false, HasData: true, RequiresKey: false));
        return trace;
    }
}
