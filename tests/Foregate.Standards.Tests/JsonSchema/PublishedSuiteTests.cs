// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.Standards.JsonSchema;

namespace Foregate.Standards.Tests.JsonSchema;

/// <summary>The published suite of draft 4, where it lies beside the checkout.</summary>
public sealed class PublishedSuiteTests
{
    private const string Remotes = "http://localhost:1234/";

    private static string? Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var suite = Path.Combine(folder.FullName, "shared", "conformance", "json-schema-draft4");
                if (Directory.Exists(suite))
                {
                    return suite;
                }
            }

            return null;
        }
    }

    [Fact]
    public void All_required_cases_are_met()
    {
        var (met, missed) = Run(Required());
        Assert.True(missed.Count == 0, string.Join('\n', missed));
        Assert.Equal(618, met);
    }

    [Fact]
    public void What_is_wrong_is_told_whenever_a_case_is_wrong()
    {
        foreach (var file in Required())
        {
            foreach (var group in JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.EnumerateArray())
            {
                var schema = Compile(group.GetProperty("schema"), out _);
                foreach (var test in group.GetProperty("tests").EnumerateArray())
                {
                    var isValid = schema!.IsValid(Encoding.UTF8.GetBytes(test.GetProperty("data").GetRawText()), out var faults);
                    Assert.True(isValid ? faults is null : faults is ['[', _, .., ']'], test.GetRawText() + faults);
                }
            }
        }
    }

    private static (int Met, List<string> Missed) Run(IEnumerable<string> files)
    {
        var met = 0;
        var missed = new List<string>();
        foreach (var file in files)
        {
            foreach (var group in JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.EnumerateArray())
            {
                var schema = Compile(group.GetProperty("schema"), out var fault);
                foreach (var test in group.GetProperty("tests").EnumerateArray())
                {
                    var isValid = schema?.IsValid(Encoding.UTF8.GetBytes(test.GetProperty("data").GetRawText()));
                    if (isValid == test.GetProperty("valid").GetBoolean())
                    {
                        met++;
                    }
                    else
                    {
                        missed.Add($"{Path.GetFileName(file)}: {group.GetProperty("description")}: {test.GetProperty("description")}: {fault ?? isValid.ToString()}");
                    }
                }
            }
        }

        return (met, missed);
    }

    private static CompiledSchema? Compile(JsonElement schema, out string? fault) => CompiledSchema.Compile(
        Encoding.UTF8.GetBytes(schema.GetRawText()),
        "http://tests.invalid/schema",
        address => address.StartsWith(Remotes, StringComparison.Ordinal) && Path.Combine(Suite(), "remotes", address[Remotes.Length..]) is var file && File.Exists(file) ? File.ReadAllBytes(file) : null,
        out fault);

    private static string[] Required() => Directory.GetFiles(Suite(), "*.json");

    private static string Suite()
    {
        Assert.SkipWhen(Folder is null, "The published suite does not lie beside the checkout.");
        return Folder!;
    }
}
