// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Frame;

public sealed class SamPropertiesTests
{
    [Fact]
    public void All_that_is_wrong_is_told_at_once_where_it_stands()
    {
        var (template, faults) = PublishedTransforms.Run("""
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handlr: x
                  handler: y
                  Tags: [a]
                  PropagateTags: maybe
                  VersionDeletionPolicy: Keep
              T:
                Type: AWS::Serverless::LayerVersion
                Properties: {LayerName: [a]}
            """);
        Assert.Null(template);
        Assert.Equal(
            [
                "5: Property Handlr is not defined for AWS::Serverless::Function. Check its spelling and its place, or remove it. [#/Resources/F/Properties/Handlr]",
                "6: Property handler is not defined for AWS::Serverless::Function. Write \"Handler\". [#/Resources/F/Properties/handler]",
                "7: Property 'Tags' should be an object. Write one. [#/Resources/F/Properties/Tags]",
                "8: Property 'PropagateTags' should be true or false. Write one. [#/Resources/F/Properties/PropagateTags]",
                "9: Property 'VersionDeletionPolicy' should be \"Delete\" or \"Retain\". Write one. [#/Resources/F/Properties/VersionDeletionPolicy]",
                "10: Missing required property 'ContentUri'. Write it. [#/Resources/T]",
                "12: Property 'LayerName' should be a text or an object. Write one. [#/Resources/T/Properties/LayerName]",
            ],
            faults.OrderBy(fault => fault.Location.Line).Select(fault => $"{fault.Location.Line}: {fault.Cause} {fault.Cure} [{fault.DocumentPath}]"));
    }

    [Theory]
    [InlineData("MemorySize: [1]", true)]
    [InlineData("Tags: !Ref T", true)]
    [InlineData("AutoPublishAlias: a, AutoPublishAliasAllProperties: true", true)]
    [InlineData("AutoPublishAlias: a, AutoPublishAliasAllProperties: !Ref T", false)]
    public void Functions_stand_for_values_where_SAM_lets_them(string properties, bool isTaken) =>
        Assert.Equal(isTaken, PublishedTransforms.Run(FunctionTemplates.Of(properties)).Template is not null);
}
