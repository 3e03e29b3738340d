// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Clients;
using Foregate.Conformance.Tests.Running;

namespace Foregate.Conformance.Tests.Terraform;

/// <summary>The conversations that Terraform's AWS provider has, as the data in this folder tell them, played by boto3 against a gateway with a store.</summary>
public sealed class TerraformConversationTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Every_resource_is_made_planned_changed_and_destroyed_without_drift()
    {
        var python = await ClientScriptTests.PythonAsync();
        await using var account = await AwsAccount.ServeAsync("--data", "data");
        account.Copy("function.mjs");
        account.Pack("function.mjs", "function.zip");
        account.Pack("function.mjs", "other.zip", before: "// other\n");
        var result = await python.RunAsync([TerraformData.Player, account.Management, TerraformData.Folder], environment: account.Environment, folder: account.Folder, patience: s_patience);
        var said = result.Succeeded().Text.Trim();
        var last = Regex.Match(said, @"(\d+) cases, (\d+) changes, (\d+) calls, (\d+) faults\z");
        Assert.True(last is { Success: true } && last.Groups[4].Value == "0", said);
        Assert.True(Number(1) >= 115 && Number(2) >= 270, said);

        int Number(int group) => int.Parse(last.Groups[group].Value, CultureInfo.InvariantCulture);
    }
}
