// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>A resource of another service: nothing is made, but names, ids and ARNs look as AWS's would, and are the same in every run.</summary>
internal static partial class ExternalResource
{
    private static readonly string[] s_names =
    [
        "TableName", "BucketName", "QueueName", "TopicName", "RoleName", "UserPoolName", "StateMachineName", "LogGroupName", "Name", "StreamName", "FunctionName", "EventBusName", "KeyName",
    ];

    public static ResourceValue Value(TemplateResource resource, DocumentNode properties, Scope scope)
    {
        if (ExternalTypes.Find(resource.Type) is not { } type)
        {
            return Guessed(resource, properties, scope);
        }

        var said = Text(properties, type.NameProperty);
        var name = said ?? $"{scope.StackName}-{resource.LogicalId}";
        if (resource.Type is "AWS::SQS::Queue" or "AWS::SNS::Topic" && !name.EndsWith(".fifo", StringComparison.Ordinal) && Text(properties, resource.Type == "AWS::SQS::Queue" ? "FifoQueue" : "FifoTopic") is "true" or "True")
        {
            name += ".fifo";
        }

        var filling = new Filling(name, said is not null, resource, properties, scope);
        var reference = filling.Fill(type.Reference, "");
        return new ResourceValue(
            reference,
            [.. type.Attributes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(attribute => attribute.Split('=', 2)).Select(parts => (parts[0], Said(parts[0], properties) ?? filling.Fill(parts[1], reference)))]);
    }

    // What a property says of itself is not made up.
    private static string? Said(string attribute, DocumentNode properties) => attribute is "CidrBlock" or "VpcId" or "AvailabilityZone" ? Text(properties, attribute) : null;

    private static string? Text(DocumentNode properties, string property) =>
        property.Length > 0 && properties.TryGet(property, out var entry) && entry.Value.Kind is NodeKind.String or NodeKind.Boolean or NodeKind.Number ? entry.Value.Text : null;

    // Of a type that is in no list everything that is asked for has an answer.
    private static ResourceValue Guessed(TemplateResource resource, DocumentNode properties, Scope scope)
    {
        var name = s_names.Select(property => Text(properties, property)).FirstOrDefault(static text => text is not null) ?? $"{scope.StackName}-{resource.LogicalId}";
        var service = resource.Type.Split("::") is [_, var second, ..] ? second.ToLowerInvariant() : "custom";
        var arn = $"arn:aws:{service}:{scope.Region}:{scope.AccountId}:{name}";
        return new ResourceValue(name, ("Arn", arn))
        {
            Otherwise = attribute => attribute.EndsWith("Arn", StringComparison.Ordinal) ? arn : attribute.EndsWith("Name", StringComparison.Ordinal) ? name : $"{name}-{attribute}",
        };
    }

    [GeneratedRegex(@"\{(?<word>[A-Za-z]+)(?<length>[0-9]*)\}")]
    private static partial Regex Place();

    private sealed class Filling(string name, bool isSaid, TemplateResource resource, DocumentNode properties, Scope scope)
    {
        // Two things of two names have two ids, the same in every run.
        private readonly byte[] _hash = SHA512.HashData(Encoding.UTF8.GetBytes($"{scope.StackId}/{resource.LogicalId}/{name}"));

        public string Fill(string text, string reference) => Place().Replace(text, match => match.Groups["word"].Value switch
        {
            "name" => name,
            "lower" => isSaid ? name : name.ToLowerInvariant(),
            "ref" => reference,
            "region" => scope.Region,
            "account" => scope.AccountId,
            "path" => Text(properties, "Path") ?? "/",
            "function" => Function(),
            "uuid" => new Guid(_hash.AsSpan(0, 16)).ToString(),
            "octet" => ((_hash[0] % 250) + 4).ToString(CultureInfo.InvariantCulture),
            "hex" => Convert.ToHexStringLower(_hash)[..Length(match)],
            "id" => Letters("0123456789abcdefghijklmnopqrstuvwxyz", Length(match)),
            "ID" => Letters("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", Length(match)),
            _ => match.Value,
        });

        private static int Length(Match match) => int.Parse(match.Groups["length"].Value, CultureInfo.InvariantCulture);

        private string Letters(string alphabet, int length) => string.Concat(_hash.Take(length).Select(value => alphabet[value % alphabet.Length]));

        private string Function() => Text(properties, "TargetFunctionArn") is { } function
            ? function.StartsWith("arn:", StringComparison.Ordinal) ? function : $"arn:aws:lambda:{scope.Region}:{scope.AccountId}:function:{function}"
            : name;
    }
}
