// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Terraform;

/// <summary>The terraform program itself, with its state in a bucket of the gateway: what the how-to says. It needs no provider but the one that is built in.</summary>
public sealed partial class TerraformStateTests : IDisposable
{
    private readonly Folder _folder = new();

    [Fact]
    public async Task State_is_kept_in_a_bucket_and_locked_there()
    {
        var terraform = Tool.Named("terraform");
        await using var account = await AwsAccount.ServeAsync("--data", "data");
        var backend = Backend().Match(File.ReadAllText(TerraformPageTests.Docs("how-to/terraform.md"))).Groups[1].Value;
        Assert.Contains("bucket         = \"state\"", backend, StringComparison.Ordinal);
        _folder.Write("main.tf", backend + """

            variable "colour" {
              default = "red"
            }

            resource "terraform_data" "pet" {
              input = var.colour
            }

            """);
        (await account.AwsAsync("s3api create-bucket --bucket state", [])).Succeeded();

        await RunAsync(0, "init");
        await RunAsync(0, "apply -auto-approve");
        await RunAsync(0, "plan -detailed-exitcode");
        await RunAsync(2, "plan -detailed-exitcode -var colour=blue");
        await RunAsync(0, "workspace new second", says: "second");
        await RunAsync(0, "apply -auto-approve");
        await RunAsync(0, "destroy -auto-approve");
        await RunAsync(0, "workspace select default");
        await RunAsync(0, "workspace delete second");
        Assert.Equal("shop/terraform.tfstate", await KeysAsync());

        _folder.Write("lock", """{"ID": "theirs"}""");
        (await account.AwsAsync("s3api put-object --bucket state --key shop/terraform.tfstate.tflock --body", [_folder["lock"]])).Succeeded();
        await RunAsync(1, "apply -auto-approve -var colour=blue", says: "theirs");
        await RunAsync(0, "force-unlock -force theirs");
        await RunAsync(0, "apply -auto-approve -var colour=blue");
        await RunAsync(0, "destroy -auto-approve");
        Assert.Equal("shop/terraform.tfstate", await KeysAsync());

        async Task RunAsync(int code, string command, string says = "")
        {
            var environment = new Dictionary<string, string>(account.Environment) { ["AWS_ENDPOINT_URL"] = account.Management, ["CHECKPOINT_DISABLE"] = "1", ["TF_INPUT"] = "0" };
            var result = await terraform.RunAsync(command.Split(' '), environment: environment, folder: _folder.Path);
            var said = result.Text + result.Error;
            Assert.True(result.Code == code && said.Contains(says, StringComparison.Ordinal), $"terraform {command} ended with {result.Code}: {said}");
        }

        async Task<string> KeysAsync() =>
            (await account.AwsAsync("s3api list-objects-v2 --bucket state --query Contents[].Key --output text", [])).Succeeded().Text.Trim();
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"```terraform\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Backend();
}
