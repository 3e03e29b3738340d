// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Tests.Velocity;

/// <summary>Our templates beside Velocity 1.7: where the two differ, API Gateway's mapping templates differ from Velocity too.</summary>
public sealed class VelocityComparisonTests
{
    private const string Context =
        """{"x":5,"s":"abc","l":[1,2,3],"m":{"a":1,"b":"two"},"t":true,"f":false,"d":1.5,"e":"","big":123456789012345678901234567890,"o":[{"id":1,"n":"one"},{"id":2,"n":null}]}""";

    // What API Gateway has other than Velocity (aws-apigateway §3.8), besides what the reference rendering has from it already: references without a value
    // print nothing, and arrays of documents print as JSON. Nothing else may differ.
    private static readonly (Regex Template, string Reason)[] s_reviewed =
    [
        (new(@"==|!=|\beq\b|\bne\b"), "null equals the empty text"),
        (new(@"\.class\b"), "Java's classes are out of reach"),
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

    [Fact]
    public async Task Noise_gives_what_velocity_gives() => await CompareAsync(new TemplateGenerator(20250117).MakeNoise(4000));

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
