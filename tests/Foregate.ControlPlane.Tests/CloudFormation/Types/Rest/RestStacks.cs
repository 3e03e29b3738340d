// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

/// <summary>Stacks as a call makes them: no folder, one bucket, fixed time.</summary>
internal static class RestStacks
{
    public const string Name = "shop";

    public static OperationContext Operations { get; } = new()
    {
        Now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        FillRandom = static buffer => buffer.Fill(7),
    };

    /// <summary>A template as JSON with the resource X, of a type behind <c>AWS::ApiGateway::</c>.</summary>
    /// <param name="given">Other resources, as entries of JSON.</param>
    public static string Template(string type, string given, string properties) => string.Concat(
        "{\"Resources\": {", given, given.Length == 0 ? "" : ", ", "\"X\": {\"Type\": \"AWS::ApiGateway::", type, "\", \"Properties\": {", properties, "}}}}");

    /// <param name="value">What key values are filled with.</param>
    public static StackOutcome Try(Account account, string template, ImmutableSortedDictionary<string, string>? tags = null, string? bucket = null, byte value = 7) => StackEngine.Deploy(
        account,
        new StackRequest { StackName = Name, Template = Encoding.UTF8.GetBytes(template), FileName = template.StartsWith('{') ? "t.json" : "t.yaml", Tags = tags ?? OrdinalMap.Empty<string>() },
        new StackContext
        {
            Operations = Operations with { FillRandom = buffer => buffer.Fill(value) },
            Artifacts = artifact => bucket is not null && artifact.Key == "api.json" ? Encoding.UTF8.GetBytes(bucket) : null,
        });

    /// <summary>The account with the stack, or a failed test with every fault.</summary>
    public static StackOutcome Deploy(Account account, string template, ImmutableSortedDictionary<string, string>? tags = null, string? bucket = null)
    {
        var outcome = Try(account, template, tags, bucket);
        Assert.Empty(outcome.Faults.Select(static fault => $"{fault.Location.Line}: {fault.Cause} [{fault.DocumentPath}]"));
        return outcome;
    }

    public static Account Make(string template) => Deploy(Imports.Empty, template).Account!;

    public static StackResource Resource(Account account, string logicalId = "X") => account.Stacks[Name].Resources[logicalId];

    /// <summary>What stands in the account for a resource, as whoever looks for drift reads it.</summary>
    public static string? Read(Account account, StackResource resource) => ResourceTypes.Find(resource.Type)!.Read!(account, new DeployedResource(resource));

    public static Account Delete(Account account) => StackRemoval.Delete(account, account.Stacks[Name], Operations, ImmutableHashSet<string>.Empty);
}
