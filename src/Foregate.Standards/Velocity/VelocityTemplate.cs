// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Lexing;
using Foregate.Standards.Velocity.Parsing;
using Foregate.Standards.Velocity.Running;
using Foregate.Standards.Velocity.Statements;

namespace Foregate.Standards.Velocity;

/// <summary>
/// A template of the Velocity 1.7 language as API Gateway runs it, read once and rendered any number of times, by many threads at once. It
/// reaches nothing but the values it is given: no files, no reflection.
/// </summary>
public sealed class VelocityTemplate
{
    private readonly BlockStatement _content;
    private readonly string[] _names;

    private VelocityTemplate(BlockStatement content, string[] names)
    {
        _content = content;
        _names = names;
    }

    /// <summary>The variables that the template names.</summary>
    public ReadOnlySpan<string> Names => _names;

    /// <summary>The text that it always renders as; null when it has to be rendered.</summary>
    public string? Constant => _content.Statements switch
    {
        [] => "",
        [TextStatement text] => text.Text,
        _ => null,
    };

    /// <summary>Reads a template; null with the reason and its place when it is none.</summary>
    public static VelocityTemplate? Parse(string text, out VelocityFault? fault)
    {
        if (Encoding.UTF8.GetByteCount(text) > VelocityLimits.TemplateBytes)
        {
            fault = new VelocityFault($"The template is larger than {VelocityLimits.TemplateBytes / 1024} KB.", 0, 0);
            return null;
        }

        var words = new Vocabulary(text.Length);
        try
        {
            var content = new TemplateParser(new Cursor(text, 1, 0), words).ReadAll();
            words.Bind();
            fault = null;
            return new VelocityTemplate(content, words.Names());
        }
        catch (ParseException e)
        {
            fault = e.Fault;
            return null;
        }
    }

    /// <summary>Appends what the template gives.</summary>
    /// <param name="variables">What the template is given; it is not changed, though the lists and maps in it may be.</param>
    /// <param name="told">Is told each step, for whoever wants to follow it.</param>
    /// <returns>Null; or why the rendering ended before its end, after which the output is not to be used.</returns>
    public VelocityFault? Render(ValueMap variables, TextBuffer output, VelocityLimits limits, TimeProvider time, Action<VelocityStep>? told = null)
    {
        var values = new Value[_names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = variables[_names[i]];
        }

        var run = new Run(values, output, limits, time) { Told = told };
        _content.Render(run);
        return run.Fault;
    }
}
