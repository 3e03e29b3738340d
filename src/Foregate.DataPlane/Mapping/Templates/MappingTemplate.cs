// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Text;
using Foregate.DataPlane.Wire;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity;
using Foregate.Standards.Velocity.Running;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>
/// A mapping template, compiled: renders a body from a request or from a back end's answer (aws-apigateway §3.8). What a rendering may take grows with
/// the template and the body; what would take more fails with the reason.
/// </summary>
internal sealed class MappingTemplate
{
    // Above what the template and the body allow.
    private const int OutputFloor = 256 * 1024;

    private readonly VelocityTemplate? _template;
    private readonly string? _fault;
    private readonly int _size;
    private readonly ContextTree _context;
    private readonly FrozenDictionary<string, string> _stageVariables;
    private readonly TimeProvider _time;
    private readonly Action<VelocityStep>? _told;
    private readonly PathMemory _paths = new();

    private MappingTemplate(string text, ContextTree context, FrozenDictionary<string, string> stageVariables, TimeProvider time, Action<VelocityStep>? told)
    {
        _template = VelocityTemplate.Parse(text, out var fault);
        _fault = fault?.ToString();
        Constant = _template?.Constant is { } constant ? Encoding.UTF8.GetBytes(constant) : null;
        _size = Encoding.UTF8.GetByteCount(text);
        _context = context;
        _stageVariables = stageVariables;
        _time = time;
        _told = told;
    }

    /// <summary>The text that it always gives; null when it has to be rendered.</summary>
    public byte[]? Constant { get; }

    /// <summary>Never null: a template that is not one is told as a notice and fails whenever it is rendered.</summary>
    public static MappingTemplate Compile(string text, Compilation c)
    {
        var template = new MappingTemplate(text, ContextTree.Of(c.Kind), c.Variables, c.Options.Time, null);
        if (template._fault is { } fault)
        {
            c.Notice($"The mapping template cannot be read: {fault} Requests that need it are answered 500, as on AWS.");
        }

        return template;
    }

    /// <summary>A template that no API has: to be tried.</summary>
    /// <param name="told">Is told each step; null where nobody listens.</param>
    public static MappingTemplate Compile(string text, ContextTree context, FrozenDictionary<string, string> stageVariables, Action<VelocityStep>? told) =>
        new(text, context, stageVariables, TimeProvider.System, told);

    /// <summary>Appends what the template gives, and keeps its overrides on <see cref="Exchange.Overrides"/>.</summary>
    /// <returns>Null; or what went wrong, for the log, with nothing appended: the request is then answered with "Unable to transform request" or "… response".</returns>
    public string? Render(Exchange exchange, in TemplateInput input, ByteWriter output)
    {
        if (Constant is not null)
        {
            output.Write(Constant);
            return null;
        }

        if (_template is null)
        {
            return _fault;
        }

        var variables = new ValueMap(4);
        foreach (var name in _template.Names)
        {
            if (Variable(name, exchange, input) is { IsNull: false } value)
            {
                variables[name] = value;
            }
        }

        var size = _size + input.Body.Length;
        var limits = new VelocityLimits { Steps = VelocityLimits.DefaultSteps + (size / 8), Memory = VelocityLimits.DefaultMemory + (10L * size) };
        var text = TemplateRoom.Output((int)Math.Min(int.MaxValue, OutputFloor + (6L * size)));
        var fault = _template.Render(variables, text, limits, _time, _told);
        if (fault is null)
        {
            output.Write(text.Written);
        }

        TemplateRoom.Trim();
        return fault?.ToString();
    }

    private Value Variable(string name, Exchange exchange, in TemplateInput input) => name switch
    {
        "input" => Value.Of(new InputObject(exchange, input, _paths)),
        "util" => Value.Of(new UtilObject()),
        "context" => Value.Of(new ContextObject(exchange, _context)),
        "stageVariables" => Value.Of(StageVariables()),
        _ => default,
    };

    // A map of the rendering's own: a template may change it.
    private ValueMap StageVariables()
    {
        var map = new ValueMap(_stageVariables.Count);
        foreach (var (name, value) in _stageVariables)
        {
            map[name] = Value.Of(value);
        }

        return map;
    }
}
