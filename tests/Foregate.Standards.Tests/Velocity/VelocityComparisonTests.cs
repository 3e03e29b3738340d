// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Tests.Velocity;

/// <summary>Our templates beside Velocity 1.7. Where the two differ, API Gateway differs from Velocity too, or this list says why.</summary>
public sealed class VelocityComparisonTests
{
    private const string Context =
        """{"x":5,"s":"abc","l":[1,2,3],"m":{"a":1,"b":"two"},"t":true,"f":false,"d":1.5,"e":"","big":123456789012345678901234567890,"o":[{"id":1,"n":"one"},{"id":2,"n":null}]}""";

    // What is meant to differ, and why. Nothing else may.
    private static readonly (Regex Template, string Reason)[] s_reviewed =
    [
        (new(@"#set\(\$(\{|!)"), "Velocity sets nothing through a formal or quiet reference, without a word; here it sets"),
        (new(@"[$#\\][!\[]?[ \t]*(#|\s*\z)|\$\\"), "Velocity loses a sign that is alone before a directive, or blanks after it, and refuses it at the end; here it is text"),
        (new(@"[)\]][A-Za-z_][\w-]*[ .(\[]"), "Velocity takes a word directly after a call for a reference, and may lose what follows; here it is text"),
        (new(@"(entrySet|keySet|values)\(\)"), "These are copies here: a change of the map neither shows in them nor ends a loop"),
        (new(@"#define"), "A block that prints itself is a fault here, and printed as its name by Velocity"),
        (new(@"==|!=|\beq\b|\bne\b"), "API Gateway: null equals the empty text"),
    ];

    [Fact]
    public async Task Templates_by_hand_give_what_velocity_gives()
    {
        var templates = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Velocity", "templates.txt"))
            .Select(line => line.Replace('⏎', '\n').Replace('␍', '\r').Replace('⇥', '\t'));
        await CompareAsync([.. templates]);
    }

    [Fact]
    public async Task Generated_templates_give_what_velocity_gives() => await CompareAsync(new TemplateGenerator(20240917).Make(2500));

    private static async Task CompareAsync(List<string> templates)
    {
        var expected = await JavaVelocity.RenderAsync([.. templates.Select(template => (template, Context))]);
        var differences = new List<string>();
        var reviewed = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < templates.Count; i++)
        {
            var (text, fault) = Render(templates[i]);
            if (text == expected[i])
            {
                continue;
            }

            if (Array.Find(s_reviewed, candidate => candidate.Template.IsMatch(templates[i])) is { Reason: { } reason })
            {
                reviewed[reason] = reviewed.GetValueOrDefault(reason) + 1;
            }
            else
            {
                differences.Add($"{templates[i]}\n  Velocity: {expected[i] ?? "(throws)"}\n  Foregate: {text ?? fault}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {templates.Count} differ:\n{string.Join('\n', differences.OrderBy(difference => difference.Length).Take(60))}");
        // A reason is an explanation of few cases, not a way around the comparison.
        Assert.True(reviewed.Values.Sum() <= templates.Count / 25, string.Join('\n', reviewed.Select(pair => $"{pair.Value} times: {pair.Key}")));
        TestContext.Current.TestOutputHelper?.WriteLine($"{templates.Count} templates. {string.Join("; ", reviewed.Select(pair => $"{pair.Value} times: {pair.Key}"))}");
    }

    private static (string? Text, string? Fault) Render(string template)
    {
        if (VelocityTemplate.Parse(template, out var fault) is not { } parsed)
        {
            return (null, fault!.ToString());
        }

        Assert.True(JsonValues.TryRead(Encoding.UTF8.GetBytes(Context), out var context));
        var output = new TextBuffer(1 << 20);
        fault = parsed.Render(context.AsMap, output, new VelocityLimits(), TimeProvider.System);
        return fault is null ? (output.ToString(), null) : (null, fault.ToString());
    }
}
