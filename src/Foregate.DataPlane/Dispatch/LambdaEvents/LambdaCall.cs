// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.LambdaEvents;

/// <summary>
/// What one invocation is made with and what came of it: buffers that stop growing. Rented for one request, and given back with its answer: an idle
/// connection holds none.
/// </summary>
internal sealed class LambdaCall(LambdaCalls calls) : IntegrationLease
{
    private FunctionAnswer _answer;
    private StreamedAnswer? _streamed;

    /// <summary>The event.</summary>
    public ByteWriter Event { get; private set; } = new(8192);

    /// <summary>The request's body, whole.</summary>
    public ByteWriter Body { get; private set; } = new(2048);

    public FieldGroups Headers { get; } = new();

    public FieldGroups Query { get; } = new();

    /// <summary>The query's names and values, decoded: what <see cref="Query"/> points into.</summary>
    public ByteWriter QueryText { get; } = new(512);

    public ByteWriter Scratch { get; } = new();

    /// <summary>The value of X-Amzn-Trace-Id.</summary>
    public ByteWriter Trace { get; } = new(64);

    /// <summary>What is asked.</summary>
    public FunctionCall Function { get; } = new();

    /// <summary>The answer's header lines, with what they were read into.</summary>
    public ByteWriter AnswerLines { get; private set; } = new(1024);

    public HeaderTable AnswerHeaders { get; } = new();

    /// <summary>The answer's body where it is not the function's own bytes.</summary>
    public ByteWriter AnswerText { get; private set; } = new(1024);

    public MemoryBody AnswerBody { get; } = new();

    /// <summary>The answer of a function that streams; made at the first such answer.</summary>
    public StreamedAnswer Streamed => _streamed ??= new StreamedAnswer();

    /// <summary>Keeps what the function answered until the answer is written.</summary>
    public void Keep(FunctionAnswer answer) => _answer = answer;

    public override void Release()
    {
        _answer.Stream?.Release();
        _streamed?.Forget();
        _answer.Lease?.Release();
        _answer = default;
        Function.Payload = Function.TraceId = default;
        Function.Client = null;
        AnswerBody.Set(default);
        AnswerHeaders.Clear();
        Event = Emptied(Event);
        Body = Emptied(Body);
        AnswerLines = Emptied(AnswerLines);
        AnswerText = Emptied(AnswerText);
        calls.Return(this);
    }

    /// <summary>A buffer that one large request has grown is not kept for the small ones.</summary>
    private static ByteWriter Emptied(ByteWriter writer)
    {
        if (writer.Capacity > LambdaCalls.KeptBytes)
        {
            return new ByteWriter();
        }

        writer.Clear();
        return writer;
    }
}
