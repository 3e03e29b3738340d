// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Changing;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Artifacts;
using Foregate.ControlPlane.Operations.Ssm;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

/// <summary>Reads what calls say of the stack that they want.</summary>
internal static class StackInput
{
    private const int LargestBody = 51_200;

    private const int LargestObject = 1_000_000;

    // AWS has alarms that call an update off; there is nobody to raise them, and an update is over before they could.
    private static readonly string[] s_refused = ["ResourcesToImport", "StackPolicyBody", "StackPolicyURL", "StackPolicyDuringUpdateBody", "StackPolicyDuringUpdateURL", "DeploymentMode"];

    public static StackContext Context(HandlerCall call) => new()
    {
        Operations = call.Context,
        Time = call.Time,
        Imports = new() { Quotas = call.Context.Quotas, IsTakenElsewhere = call.Context.IsTakenElsewhere, FillRandom = call.Context.FillRandom },
        Artifacts = artifact => call.Context.Objects?.Read(artifact.Bucket, artifact.Key, artifact.Version, ObjectAccess.LargestArtifact) is { Code: null } read ? read.Content : (ReadOnlyMemory<byte>?)null,
        SystemParameter = name => Parameters.TryFind(call.Account, name, out var parameter) is null ? parameter!.Value : null,
    };

    public static (StackProposal? Proposal, AwsError? Error) Proposal(HandlerCall call, string? tokenMember)
    {
        var input = call.Input;
        foreach (var member in s_refused)
        {
            if (call.Refuse(WireValue.Structure((member, input[member]))) is { } refused)
            {
                return (null, refused);
            }
        }

        if (input["RollbackConfiguration"]?["RollbackTriggers"] is { Items.IsEmpty: false })
        {
            return (null, AwsError.NotBuilt("RollbackTriggers, which are alarms of CloudWatch"));
        }

        if (input.GetTexts("NotificationARNs") is { IsEmpty: false })
        {
            return (null, AwsError.NotBuilt("NotificationARNs, which are topics of SNS"));
        }

        var (template, error) = Template(call, mayUsePrevious: true);
        if (error is not null)
        {
            return (null, error);
        }

        if (input.GetText("OnFailure") is not null && input["DisableRollback"] is not null)
        {
            return (null, StackError.Validation("You can specify either DisableRollback or OnFailure, but not both."));
        }

        var onFailure = input.GetText("OnFailure") ?? input.GetText("OnStackFailure");
        return (new StackProposal
        {
            StackName = call.Text("StackName"),
            Template = template,
            Parameters = [.. (input["Parameters"]?.Items ?? []).Select(static item => new GivenParameter(
                item.GetText("ParameterKey") ?? "", item.GetText("ParameterValue"), item.GetBoolean("UsePreviousValue") ?? false))],
            Capabilities = input.GetTexts("Capabilities") ?? [],
            Tags = input["Tags"] is { } tags ? OrdinalMap.Empty<string>().SetItems(tags.Items.Select(static tag => KeyValuePair.Create(tag.GetText("Key") ?? "", tag.GetText("Value") ?? ""))) : null,
            RoleArn = input.GetText("RoleARN"),
            NotificationArns = input.GetTexts("NotificationARNs"),
            DisableRollback = input.GetBoolean("DisableRollback") == true || onFailure == "DO_NOTHING",
            DeletesOnFailure = onFailure == "DELETE",
            TimeoutInMinutes = input.GetInteger("TimeoutInMinutes"),
            EnableTerminationProtection = input.GetBoolean("EnableTerminationProtection"),
            ClientRequestToken = tokenMember is null ? null : input.GetText(tokenMember),
            ResourceTypes = input.GetTexts("ResourceTypes") ?? [],
        }, null);
    }

    /// <summary>The template that a call brings, or names; <see langword="null"/> for that of the stack itself.</summary>
    public static (ReadOnlyMemory<byte>? Template, AwsError? Error) Template(HandlerCall call, bool mayUsePrevious)
    {
        var (body, url) = (call.Input.GetText("TemplateBody"), call.Input.GetText("TemplateURL"));
        var usesPrevious = mayUsePrevious && call.Input.GetBoolean("UsePreviousTemplate") == true;
        if ((body is null ? 0 : 1) + (url is null ? 0 : 1) + (usesPrevious ? 1 : 0) != 1)
        {
            return (null, StackError.Validation(
                body is not null && url is not null ? "You cannot specify both Template Body and Template URL."
                : usesPrevious ? "You cannot specify both usePreviousTemplate and Template Body or Template URL."
                : "Either Template URL or Template Body must be specified."));
        }

        if (usesPrevious)
        {
            return (null, null);
        }

        if (body is not null)
        {
            var bytes = Encoding.UTF8.GetBytes(body);

            // AWS says the whole template again.
            return bytes.Length > LargestBody
                ? (null, StackError.Violation(body[..64] + "…", "templateBody", $"Member must have length less than or equal to {LargestBody}"))
                : (bytes, null);
        }

        if (TemplateLocation.Parse(url!) is not { } location)
        {
            return (null, StackError.Validation("TemplateURL must be a supported URL."));
        }

        var read = call.Context.Objects?.Read(location.Bucket, location.Key, location.VersionId, ServiceDialect.LargestDocument) ?? new ObjectRead(default, "NoSuchBucket", "The specified bucket does not exist");
        return read.Code is not null ? (null, StackError.Validation($"S3 error: {read.Message}"))
            : read.Content.Length > LargestObject ? (null, StackError.Validation(string.Create(CultureInfo.InvariantCulture, $"Template may not exceed {LargestObject} bytes in size.")))
            : (read.Content, null);
    }
}
