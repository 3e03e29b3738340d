// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Running;

/// <summary>One rendering: its variables, its output, and what it may still take.</summary>
internal sealed class Run
{
    private const int TimeEvery = 8192;

    private readonly Value[] _variables;
    private readonly VelocityLimits _limits;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private long _memory;
    private long _nextLook;
    private TextBuffer? _spare;

    public Run(Value[] variables, TextBuffer output, VelocityLimits limits, TimeProvider time)
    {
        _variables = variables;
        _limits = limits;
        _time = time;
        Output = output;
        StepsLeft = limits.Steps;
        _memory = limits.Memory;
        _nextLook = StepsLeft - TimeEvery;
        _startedAt = time.GetTimestamp();
    }

    public TextBuffer Output { get; private set; }

    public Flow Flow { get; set; }

    /// <summary>The loop that #break ends; null for the nearest.</summary>
    public ValueObject? BreakTo { get; set; }

    public MacroFrame? Frame { get; set; }

    public VelocityFault? Fault { get; private set; }

    /// <summary>Is told what each statement comes to; null where nobody listens.</summary>
    public Action<VelocityStep>? Told { get; init; }

    public int Rounds => _limits.Rounds;

    public int MacroDepth => _limits.MacroDepth;

    /// <summary>Blocks rendered within blocks.</summary>
    public int BlockDepth { get; set; }

    public long StepsLeft { get; private set; }

    /// <summary>Bytes that a text may still take: what is made is to be no longer.</summary>
    public int TextRoom => (int)Math.Min(int.MaxValue / 4, Math.Max(0, _memory));

    /// <summary>Counts steps. False when there are none left, which has ended the rendering.</summary>
    public bool Step(long count = 1)
    {
        StepsLeft -= count;
        if (StepsLeft >= _nextLook)
        {
            return true;
        }

        if (StepsLeft < 0)
        {
            return Fail($"The template takes more than {_limits.Steps} steps.");
        }

        _nextLook = StepsLeft - TimeEvery;
        return _time.GetElapsedTime(_startedAt) <= _limits.Time || Fail($"The template takes longer than {_limits.Time.TotalSeconds:0.#} s.");
    }

    /// <summary>Counts bytes of memory. False when there are none left, which has ended the rendering.</summary>
    public bool Take(long bytes)
    {
        _memory -= bytes;
        return (_memory >= 0 && Step(bytes >> 7)) || Fail($"The template makes values of more than {_limits.Memory} bytes.");
    }

    /// <summary>Ends the rendering. The first fault counts.</summary>
    /// <returns>False.</returns>
    public bool Fail(string message, int line = 0, int column = 0)
    {
        if (Flow != Flow.Fault)
        {
            Fault = new VelocityFault(message, line, column);
            Flow = Flow.Fault;
        }

        return false;
    }

    /// <summary>Ends a #break that goes no further than here.</summary>
    /// <param name="scope">The loop that ends here; null for what is no loop.</param>
    public void EndBreak(ValueObject? scope)
    {
        if (Flow == Flow.Break && (BreakTo is null || ReferenceEquals(BreakTo, scope)))
        {
            (Flow, BreakTo) = (Flow.Next, null);
        }
    }

    public Value Get(int variable) => Frame is null ? _variables[variable] : GetThroughMacros(variable);

    public void Set(int variable, Value value)
    {
        if (Frame is null)
        {
            _variables[variable] = value;
            return;
        }

        SetThroughMacros(variable, value);
    }

    /// <summary>A new text of a value, counted.</summary>
    public Value Text(string text)
    {
        Take(32 + (2L * text.Length));
        return Value.Of(text);
    }

    /// <summary>The text that a value prints as; null prints nothing here.</summary>
    public string TextOf(Value value)
    {
        if (value.IsText)
        {
            return value.AsText;
        }

        if (value.IsNull)
        {
            return "";
        }

        var outer = Begin();
        Write(value);
        return End(outer);
    }

    /// <summary>Prints a value; one that is null prints nothing.</summary>
    public void Write(Value value)
    {
        if (value.IsText)
        {
            Output.Write(value.AsText.AsSpan());
        }
        else if (value.Kind == ValueKind.Object && value.AsObject is DefinedBlock block)
        {
            if (!block.Render(this))
            {
                Fail("A block of #define has no text within itself.");
            }
        }
        else if (!value.IsNull && !JavaText.Write(value, Output) && !Output.IsFull)
        {
            Fail("A value is nested too deep to be printed.");
        }

        if (Output.IsFull)
        {
            Fail($"The template writes more than {Output.Limit} bytes.");
        }
    }

    /// <summary>From here to <see cref="End"/> output is a text of its own. The outer output is to be given back.</summary>
    public TextBuffer Begin()
    {
        var outer = Output;
        var buffer = _spare ?? new TextBuffer();
        _spare = null;
        buffer.Reset(TextRoom);
        Output = buffer;
        return outer;
    }

    public string End(TextBuffer outer)
    {
        var buffer = Output;
        Output = outer;
        Take(32 + (4L * buffer.Length));
        var text = Flow == Flow.Fault ? "" : buffer.ToString();
        _spare = buffer;
        return text;
    }

    private Value GetThroughMacros(int variable)
    {
        for (var frame = Frame; frame is not null; frame = frame.Caller)
        {
            var at = frame.Find(variable);
            if (at < 0)
            {
                continue;
            }

            if (!frame.Own(at).IsNull || frame.Argument(at) is not { } argument)
            {
                return frame.Own(at);
            }

            if (!Step())
            {
                return default;
            }

            var here = Frame;
            Frame = frame.Caller;
            var value = argument.Evaluate(this);
            Frame = here;
            return value;
        }

        return _variables[variable];
    }

    private void SetThroughMacros(int variable, Value value)
    {
        for (var frame = Frame; frame is not null; frame = frame.Caller)
        {
            var at = frame.Find(variable);
            if (at < 0)
            {
                continue;
            }

            frame.Own(at) = value;
            return;
        }

        _variables[variable] = value;
    }
}
