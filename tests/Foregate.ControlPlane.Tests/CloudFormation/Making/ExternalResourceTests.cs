// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation.Making;

public sealed class ExternalResourceTests
{
    [Theory]
    [InlineData("{Type: AWS::IAM::Role, Properties: {Path: /app/}}", "!GetAtt X.Arn", "^arn:aws:iam::000000000000:role/app/shop-X$")]
    [InlineData("{Type: AWS::IAM::ManagedPolicy}", "!Ref X", "^arn:aws:iam::000000000000:policy/shop-X$")]
    [InlineData("{Type: AWS::DynamoDB::Table, Properties: {TableName: t}}", "!GetAtt X.StreamArn", "^arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/")]
    [InlineData("{Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}", "!Ref X", "^https://sqs.us-east-1.amazonaws.com/000000000000/shop-X.fifo$")]
    [InlineData("{Type: AWS::SNS::Topic}", "!Ref X", "^arn:aws:sns:us-east-1:000000000000:shop-X$")]
    [InlineData("{Type: AWS::Cognito::UserPool}", "!GetAtt X.ProviderURL", "^https://cognito-idp.us-east-1.amazonaws.com/us-east-1_[0-9A-Z]{9}$")]
    [InlineData("{Type: AWS::Cognito::UserPool}", "!GetAtt X.Arn", "^arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_[0-9A-Z]{9}$")]
    [InlineData("{Type: AWS::Cognito::UserPoolClient}", "!Ref X", "^[0-9a-z]{26}$")]
    [InlineData("{Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}", "!GetAtt X.CidrBlock", "^10.1.0.0/16$")]
    [InlineData("{Type: AWS::EC2::Subnet}", "!Ref X", "^subnet-[0-9a-f]{17}$")]
    [InlineData("{Type: AWS::KMS::Key}", "!GetAtt X.Arn", "^arn:aws:kms:us-east-1:000000000000:key/[0-9a-f-]{36}$")]
    [InlineData("{Type: AWS::WAFv2::WebACL, Properties: {Name: w}}", "!Ref X", "^w[|][0-9a-f-]{36}[|]REGIONAL$")]
    [InlineData("{Type: AWS::SecretsManager::Secret, Properties: {Name: s}}", "!Ref X", "^arn:aws:secretsmanager:us-east-1:000000000000:secret:s-[0-9a-z]{6}$")]
    [InlineData("{Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: f}}", "!Ref X", "^[0-9a-f-]{36}$")]
    [InlineData("{Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: f, AuthType: NONE}}", "!GetAtt X.FunctionUrl", "^https://[0-9a-z]{26}.lambda-url.us-east-1.on.aws/$")]
    [InlineData("{Type: AWS::Lambda::LayerVersion, Properties: {LayerName: l}}", "!Ref X", "^arn:aws:lambda:us-east-1:000000000000:layer:l:1$")]
    [InlineData("{Type: Custom::Thing, Properties: {ServiceToken: t}}", "!GetAtt X.Anything", "^shop-X-Anything$")]
    [InlineData("{Type: AWS::CloudFormation::CustomResource, Properties: {ServiceToken: t}}", "!GetAtt X.ThingArn", "^arn:")]
    [InlineData("{Type: AWS::Fancy::Thing}", "!GetAtt X.Whatever", "^shop-X-Whatever$")]
    public void What_is_referred_to_looks_as_on_AWS(string resource, string value, string pattern)
    {
        var account = Deployments.Empty.Deployed($"Resources: {{X: {resource}}}\nOutputs: {{O: {{Value: {value}}}}}");
        Assert.Matches(pattern, account.Stacks["shop"].Outputs.Single().Value);
        Assert.True(account.Deploy($"Resources: {{X: {resource}}}\nOutputs: {{O: {{Value: {value}}}}}").IsUnchanged);
    }

    [Fact]
    public void An_attribute_that_a_known_type_has_not_is_a_fault() => Assert.Equal(
        "2: The resource X does not support attribute type Colour in Fn::GetAtt. [#/Outputs/O/Value/Fn::GetAtt]",
        Assert.Single(Deployments.Empty.Deploy("Resources: {X: {Type: AWS::SQS::Queue}}\nOutputs: {O: {Value: !GetAtt X.Colour}}").Lines()));

    [Theory]
    [InlineData("AWS::CloudFormation::Macro", "is a macro, which Foregate cannot run.")]
    [InlineData("AWS::CloudFormation::HookVersion", "extends CloudFormation itself (types, modules, hooks), which Foregate does not do.")]
    [InlineData("Org::Service::Thing::MODULE", "extends CloudFormation itself (types, modules, hooks), which Foregate does not do.")]
    [InlineData("AWS::ApiGatewayV2::Portal", "would need developer portals, which Foregate does not do yet.")]
    public void What_changes_the_stack_itself_is_refused(string type, string cause) =>
        Assert.Equal($"1: {type} {cause} [#/Resources/X]", Assert.Single(Deployments.Empty.Deploy($"Resources: {{X: {{Type: '{type}'}}}}").Lines()));

    [Fact]
    public void Two_of_two_names_have_two_ids_and_every_type_of_the_list_can_be_named()
    {
        Assert.True(ExternalTypes.Names.Count() > 90);
        var template = "Resources: {" + string.Join(", ", ExternalTypes.Names.Select(static (type, i) => $"X{i}: {{Type: '{type}'}}")) + ", A: {Type: AWS::EC2::VPC}, B: {Type: AWS::EC2::VPC}}";
        var stack = Deployments.Empty.Deployed(template).Stacks["shop"];
        Assert.NotEqual(stack.Resources["A"].PhysicalId, stack.Resources["B"].PhysicalId);
        Assert.All(stack.Resources.Values, static resource => Assert.DoesNotContain("{", resource.PhysicalId + string.Concat(resource.Attributes.Where(static entry => entry.Key != "Policy").Select(static entry => entry.Value)), StringComparison.Ordinal));
    }
}
