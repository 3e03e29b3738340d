// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamOthers;

/// <summary><c>AWS::Serverless::SimpleTable</c>: a DynamoDB table with one key.</summary>
internal static class SimpleTable
{
    public static SamType Type { get; } = new(
        new SamProperties(
            SamNames.SimpleTable, "PointInTimeRecoverySpecification PrimaryKey=map ProvisionedThroughput=map TableName=text|map Tags=map SSESpecification=map"),
        (_, resource) => [Table(resource)]);

    private static SamResource Table(SamResource resource)
    {
        var table = new SamResource(resource.LogicalId, "AWS::DynamoDB::Table", resource.Attributes) { DependsOn = resource.DependsOn, Place = resource.Place };
        var (name, type) = Key(resource["PrimaryKey"]);
        table["AttributeDefinitions"] = SamNode.List(SamNode.Map(("AttributeName", name), ("AttributeType", type)));
        table["KeySchema"] = SamNode.List(SamNode.Map(("AttributeName", name), ("KeyType", "HASH")));
        foreach (var property in (string[])["PointInTimeRecoverySpecification", "SSESpecification", "TableName"])
        {
            table[property] = resource[property] is { IsTruthy: true } given ? given : null;
        }

        if (resource["ProvisionedThroughput"] is { IsTruthy: true } throughput)
        {
            table["ProvisionedThroughput"] = throughput;
        }
        else
        {
            table["BillingMode"] = "PAY_PER_REQUEST";
        }

        table["Tags"] = resource["Tags"] is { IsTruthy: true } tags ? Tags.List(tags) : null;
        return table;
    }

    private static (SamNode Name, SamNode Type) Key(SamNode? key)
    {
        if (key is not { IsTruthy: true })
        {
            return ("id", "S");
        }

        var name = key["Name"] ?? throw new SamRefusal(key, "Property 'PrimaryKey.Name' is required.", "Write it.");
        var type = key["Type"] ?? throw new SamRefusal(key, "Property 'PrimaryKey.Type' is required.", "Write it.");
        return (name, type.Text switch
        {
            "String" => "S",
            "Number" => "N",
            "Binary" => "B",
            _ => throw new SamRefusal(type, $"Invalid 'Type' \"{type.Text}\".", "Write String, Number or Binary."),
        });
    }
}
