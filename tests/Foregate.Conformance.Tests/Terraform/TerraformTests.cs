// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Terraform;

/// <summary>
/// The terraform program with the real provider: apply, plan without drift, change, destroy. Where the provider cannot be had, the test is skipped and says
/// so; that the configurations are well-formed and say only what the provider has is tested everywhere.
/// </summary>
public sealed partial class TerraformTests : IAsyncDisposable
{
    // The provider is large, and waits between its questions.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    private readonly Folder _folder = new();
    private AwsAccount? _account;

    public static TheoryData<string> Configurations => ["of everything", "of the how-to"];

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task A_configuration_is_formatted_and_says_only_what_the_provider_has(string which)
    {
        Write(which);
        var known = new[] { "ApiGateway", "ApiGatewayV2", "Lambda", "Iam" }.SelectMany(TerraformData.Types).ToDictionary(static type => type.Type, static type => type.Data);
        foreach (var (type, name) in Directory.EnumerateFiles(_folder.Path, "*.tf").SelectMany(static path => Arguments(File.ReadAllText(path))))
        {
            if (known.TryGetValue(type, out var data))
            {
                var isKnown = name is "tags" or "depends_on" or "lifecycle" || data.GetProperty("schema").TryGetProperty(name, out _);
                Assert.True(isKnown, $"{type} has no {name}");
            }
        }

        var formatted = await Tool.Named("terraform").RunAsync(["fmt", "-check", "-diff"], folder: _folder.Path);
        Assert.True(formatted.Code == 0, formatted.Text + formatted.Error);
    }

    [Fact]
    public void The_configuration_of_everything_has_every_type_that_is_not_absent()
    {
        var said = string.Concat(Directory.EnumerateFiles(TerraformData.Configuration, "*.tf").Select(File.ReadAllText));
        var wanted = new[] { "ApiGateway", "ApiGatewayV2", "Lambda" }.SelectMany(TerraformData.Types)
            .Where(static type => !type.Type.StartsWith("data.", StringComparison.Ordinal) && type.Data.GetProperty("is").GetString() != "absent");
        Assert.All(wanted, type => Assert.Contains($"resource \"{type.Type}\"", said, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task A_configuration_is_applied_planned_changed_and_destroyed(string which)
    {
        var terraform = Tool.Named("terraform");
        Write(which);
        var begun = await terraform.RunAsync(["init", "-input=false", "-no-color"], folder: _folder.Path, patience: s_patience, isOnline: true);
        Assert.SkipUnless(begun.Code == 0, $"terraform cannot get the AWS provider: {Line().Replace(begun.Error[Math.Max(0, begun.Error.IndexOf("Error:", StringComparison.Ordinal))..], " ").Trim()}");
        _account = await AwsAccount.ServeAsync("--data", "data");
        File.Copy(_account.Copy("function.mjs"), _folder["function.mjs"]);
        _account.Pack("function.mjs", "function.zip");
        File.Copy(Path.Combine(_account.Folder, "function.zip"), _folder["function.zip"]);

        await RunAsync(0, "apply", "-auto-approve");
        await RunAsync(0, "plan", "-detailed-exitcode");
        await RunAsync(0, "apply", "-auto-approve", "-var", "colour=blue");
        await RunAsync(0, "plan", "-detailed-exitcode", "-var", "colour=blue");
        await RunAsync(0, "destroy", "-auto-approve");
        var left = await terraform.RunAsync(["state", "list"], folder: _folder.Path);
        Assert.Equal("", left.Succeeded().Text.Trim());

        async Task RunAsync(int code, string command, params string[] words)
        {
            var result = await terraform.RunAsync(
                [command, "-input=false", "-no-color", "-var", $"endpoint={_account.Management}", .. words], environment: _account.Environment, folder: _folder.Path, patience: s_patience);
            Assert.True(result.Code == code, $"terraform {command} ended with {result.Code}: {result.Text}{result.Error}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_account is not null)
        {
            await _account.DisposeAsync();
        }

        _folder.Dispose();
    }

    private void Write(string which)
    {
        if (which == "of the how-to")
        {
            _folder.Write("main.tf", string.Join("\n", Code().Matches(File.ReadAllText(TerraformPageTests.Docs("how-to/terraform.md"))).Select(static match => match.Groups[1].Value)));
            return;
        }

        foreach (var path in Directory.EnumerateFiles(TerraformData.Configuration, "*.tf"))
        {
            _folder.Write(Path.GetFileName(path), File.ReadAllText(path));
        }
    }

    // The arguments and blocks of a resource's first level: what a formatted text indents by two.
    private static IEnumerable<(string Type, string Name)> Arguments(string text)
    {
        var type = "";
        foreach (var line in text.Split('\n'))
        {
            if (Head().Match(line) is { Success: true } head)
            {
                type = (head.Groups[1].Value == "data" ? "data." : "") + head.Groups[2].Value;
            }
            else if (line.StartsWith('}'))
            {
                type = "";
            }
            else if (type.Length > 0 && Argument().Match(line) is { Success: true } argument)
            {
                yield return (type, argument.Groups[1].Value);
            }
        }
    }

    [GeneratedRegex("""^(resource|data) "(\w+)" "\w+" \{""")]
    private static partial Regex Head();

    [GeneratedRegex(@"^  (\w+)\s*[={]")]
    private static partial Regex Argument();

    [GeneratedRegex(@"```hcl\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Line();
}
