// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Stacks;

public sealed class StackExportsTests
{
    private const string Exporter = """
        Parameters: {Value: {Type: String, Default: a}}
        Resources: {Key: {Type: AWS::ApiGateway::ApiKey}}
        Outputs: {Word: {Value: !Ref Value, Export: {Name: !Sub '${AWS::StackName}-word'}}}
        """;

    private const string Importer = "Resources: {Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Description: {'Fn::ImportValue': !Sub '${Name}-word'}}}}\nParameters: {Name: {Type: String, Default: shop}}";

    [Fact]
    public void Two_stacks_cannot_export_one_name()
    {
        var account = Deployments.Empty.Deployed(Exporter);
        var other = account.Deploy(Exporter.Replace("${AWS::StackName}", "shop", StringComparison.Ordinal), "other");
        Assert.Equal("1: Export with name shop-word is already exported by stack shop. [#/Outputs/Word]", Assert.Single(other.Lines()));
        Assert.Equal("ROLLBACK_COMPLETE", other.RolledBack!.Stacks["other"].Status);
    }

    [Fact]
    public void What_is_imported_can_neither_change_nor_go()
    {
        var account = Deployments.Empty.Deployed(Exporter).Deployed(Importer, "user");
        Assert.Equal(["shop-word"], account.Stacks["user"].Imports);
        Assert.Contains("Export shop-word cannot be updated as it is in use by user.", Assert.Single(account.Deploy(Exporter, given: ("Value", "b")).Lines()), StringComparison.Ordinal);
        Assert.Contains("cannot be deleted", Assert.Single(account.Deploy(Exporter[..Exporter.IndexOf("Outputs", StringComparison.Ordinal)]).Lines()), StringComparison.Ordinal);
        Assert.True(account.Deploy(Exporter).IsUnchanged);
    }

    [Fact]
    public void What_nobody_exports_cannot_be_imported() =>
        Assert.Contains("No export named nobody-word found.", Assert.Single(Deployments.Empty.Deploy(Importer, given: ("Name", "nobody")).Lines()), StringComparison.Ordinal);
}
