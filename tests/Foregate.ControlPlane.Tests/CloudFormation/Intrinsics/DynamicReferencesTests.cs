// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation.Intrinsics;

public sealed class DynamicReferencesTests
{
    private const string Template = """
        Parameters: {Level: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /shop/level}}
        Resources:
          Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Name: 'a {{resolve:ssm:/shop/name}} b', Description: !Ref Level}}
        """;

    private static readonly StackContext s_context = new()
    {
        Operations = Deployments.Operations,
        SystemParameter = static name => name switch { "/shop/level" => "7", "/shop/name" => "pets", _ => null },
    };

    [Fact]
    public void Values_come_from_the_parameter_store()
    {
        var account = Deployments.Empty.Deploy(Template, s_context).Account!;
        var key = Assert.Single(account.ApiKeys).Value;
        Assert.Equal(("a pets b", "7"), (key.Name, key.Description));
        Assert.Equal(("/shop/level", "7"), (account.Stacks["shop"].Parameters["Level"].Value, account.Stacks["shop"].Parameters["Level"].ResolvedValue));
        Assert.Contains("{{resolve:ssm:/shop/name}}", account.Stacks["shop"].Resources["Key"].Properties, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/shop/name", "/shop/nobody", "Unable to fetch parameters [/shop/nobody] from parameter store for this account.")]
    [InlineData("ssm:/shop/name", "secretsmanager:db:SecretString:password", "{{resolve:secretsmanager:db:SecretString:password}} asks for a secret of a service that is not here.")]
    [InlineData("Default: /shop/level", "Default: /shop/depth", "Unable to fetch parameters [/shop/depth] from parameter store for this account.")]
    public void What_is_not_there_is_told(string good, string bad, string cause) =>
        Assert.Contains(Deployments.Empty.Deploy(Template.Replace(good, bad, StringComparison.Ordinal), s_context).Faults, fault => fault.Cause == cause);
}
