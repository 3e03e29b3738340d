// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>Tags: SAM writes them as an object, CloudFormation mostly as a list of keys and values.</summary>
internal static class Tags
{
    private static readonly HashSet<string> s_taggedByList = new(StringComparer.Ordinal)
    {
        "AWS::ApiGateway::ApiKey", "AWS::ApiGateway::DomainName", "AWS::ApiGateway::DomainNameAccessAssociation", "AWS::ApiGateway::DomainNameV2",
        "AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage", "AWS::ApiGateway::UsagePlan", "AWS::AppSync::GraphQLApi", "AWS::CloudFormation::Stack",
        "AWS::CodeDeploy::Application", "AWS::CodeDeploy::DeploymentGroup", "AWS::DynamoDB::Table", "AWS::IAM::Role", "AWS::IoT::TopicRule",
        "AWS::Lambda::CapacityProvider", "AWS::Lambda::Function", "AWS::S3::Bucket", "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::StepFunctions::StateMachine",
    };

    private static readonly string[] s_reserved = ["lambda:createdBy", "serverlessrepo:applicationId", "serverlessrepo:semanticVersion"];

    /// <summary>The object as a list.</summary>
    public static SamNode List(SamNode? tags)
    {
        var list = SamNode.List();
        foreach (var tag in tags is { IsMap: true } ? tags.Entries : [])
        {
            list.Items.Add(SamNode.Map(("Key", SamNode.Given(tag.Key)), ("Value", tag.Value.Kind == NodeKind.Null ? "" : tag.Value)).At(tag.Value));
        }

        return list;
    }

    /// <summary>The list that says that SAM made it, followed by the template's own; names that SAM keeps for itself are refused.</summary>
    public static SamNode WithSam(SamResource resource, SamNode? tags, SamNode? additional = null)
    {
        foreach (var reserved in s_reserved)
        {
            if (tags is { IsMap: true } && tags.Has(reserved))
            {
                throw new SamRefusal(tags, $"{reserved} is a reserved Tag key name and cannot be set on your resource.", "Change the tag key.");
            }
        }

        return SamNode.List([SamNode.Map(("Key", "lambda:createdBy"), ("Value", "SAM")), .. List(additional).Items, .. List(tags).Items]).At(tags ?? resource.Place);
    }

    /// <summary>What <c>PropagateTags</c> does: everything made that can be tagged has the tags of the resource, and those only. SAM leaves HTTP APIs out, whose definition has their tags.</summary>
    public static void Propagate(IEnumerable<SamResource> made, SamNode? tags, SamNode? propagate)
    {
        if (propagate is not { IsTruthy: true } || tags is not { IsTruthy: true })
        {
            return;
        }

        foreach (var resource in made)
        {
            if (s_taggedByList.Contains(resource.Type))
            {
                resource["Tags"] = List(tags);
            }
            else if (resource.Type is "AWS::ApiGatewayV2::Stage" or "AWS::ApiGatewayV2::DomainName" || (resource.Type == "AWS::ApiGatewayV2::Api" && resource["ProtocolType"] is not null))
            {
                resource["Tags"] = tags;
            }
        }
    }
}
