// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;
using System.Text;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam;

public sealed class HashedTemplateTests
{
    [Theory]
    [InlineData("{Type: AWS::Serverless::Api}", true)]
    [InlineData("{Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Api}}}}", true)]
    [InlineData("{Type: AWS::Serverless::HttpApi}", false)]
    [InlineData("{Type: AWS::Serverless::HttpApi, Properties: {Auth: {DefaultAuthorizer: A}}}", true)]
    public void Only_what_SAM_hashes_is_reordered(string resource, bool isHashed)
    {
        var faults = new List<Fault>();
        var root = SamNode.Of(DocumentReader.Read(Encoding.UTF8.GetBytes($"Resources: {{a: {resource}, b: {{Type: X}}, c: {{Type: X}}}}"), "t.yaml", new DocumentLimits(), faults)!);
        HashedTemplate.Prepare(root, []);
        Assert.Equal(isHashed ? "a c b" : "a b c", string.Join(' ', root["Resources"]!.Keys));
    }
}
