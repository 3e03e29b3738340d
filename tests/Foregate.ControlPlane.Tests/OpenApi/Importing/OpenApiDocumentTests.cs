// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Foregate.ControlPlane.Tests.OpenApi.Importing;

public sealed class OpenApiDocumentTests
{
    [Theory]
    [InlineData("petstore-rest.yaml", null)]
    [InlineData("upstream-rest.json", "http://127.0.0.1:9000/legacy/")]
    [InlineData("http-api.yaml", null)]
    [InlineData("upstream-http.yaml", "http://127.0.0.1:9000")]
    public void Imports_a_realistic_document_as_its_golden_file_says(string file, string? upstream)
    {
        var result = Imports.Of(Imports.Golden(file), file, upstream);
        Assert.Equal([], result.Faults());

        var text = new StringBuilder();
        text.AppendLine($"{result.Kind} {result.ApiId} {result.ApiName} {result.StageName}");
        foreach (var notice in result.Notices)
        {
            text.AppendLine($"notice: {notice}");
        }

        foreach (var key in result.GeneratedKeys)
        {
            text.AppendLine($"generated: {key}");
        }

        text.Append(AccountText.Of(result.Account!));
        AssertGolden(file, text.ToString());
    }

    [Theory]
    [InlineData("faults-rest.yaml")]
    [InlineData("faults-http.json")]
    public void Reports_every_fault_of_a_document_at_once_with_its_place(string file)
    {
        var result = Imports.Of(Imports.Golden(file), file);
        Assert.Null(result.Account);
        AssertGolden(file, string.Concat(result.Faults().Select(fault => $"{fault}\n")));
    }

    /// <summary>With FOREGATE_GOLDEN set to the folder of the golden files, they are written instead of compared.</summary>
    private static void AssertGolden(string file, string text)
    {
        var golden = Path.ChangeExtension(file, "expected");
        if (Environment.GetEnvironmentVariable("FOREGATE_GOLDEN") is { Length: > 0 } directory)
        {
            File.WriteAllText(Path.Combine(directory, golden), text);
            return;
        }

        Assert.Equal(Imports.Golden(golden), text);
    }
}
