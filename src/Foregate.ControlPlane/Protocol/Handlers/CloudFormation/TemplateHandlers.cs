// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.CloudFormation.Changing;
using Foregate.ControlPlane.CloudFormation.Reading;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

/// <summary>Templates on the wire: those of stacks, and those that somebody asks about.</summary>
internal static class TemplateHandlers
{
    public static HandlerResult Get(HandlerCall call)
    {
        var isProcessed = call.Input.GetText("TemplateStage") == "Processed";
        if (call.Input.GetText("ChangeSetName") is { } name)
        {
            var (_, set, error) = ChangeSets.Find(call.Account, call.Input.GetText("StackName"), name);
            return error is not null ? error : Answer(call, set!.TemplateBody);
        }

        return call.Input.GetText("StackName") is not { } stackName ? StackError.Validation("StackName or ChangeSetName must be specified.")
            : StackLookup.Find(call.Account, stackName) is not { } stack ? StackError.Validation($"Stack with id {stackName} does not exist")
            : Answer(call, isProcessed ? stack.ProcessedTemplate ?? stack.TemplateBody : stack.TemplateBody);
    }

    public static HandlerResult Validate(HandlerCall call)
    {
        var (summary, error) = Summary(call, null);
        return error is not null ? error : call.Answer(WireValue.Structure(
            ("Parameters", WireValue.List(summary!.Parameters.Select(static parameter => WireValue.Structure(
                ("ParameterKey", parameter.Name),
                ("DefaultValue", TemplateSummary.Text(parameter.Parameter, "Default")),
                ("NoEcho", IsHidden(parameter.Parameter)),
                ("Description", TemplateSummary.Text(parameter.Parameter, "Description")))))),
            ("Description", summary.Description),
            ("Capabilities", summary.Capabilities.IsEmpty ? null : WireValue.List(summary.Capabilities)),
            ("CapabilitiesReason", Reason(summary)),
            ("DeclaredTransforms", summary.DeclaredTransforms.IsEmpty ? null : WireValue.List(summary.DeclaredTransforms))));
    }

    public static HandlerResult Summarize(HandlerCall call)
    {
        if (call.Refuse(call.Input, "TemplateBody", "TemplateURL", "StackName", "CallAs", "TemplateSummaryConfig") is { } refused)
        {
            return refused;
        }

        Stack? stack = null;
        if (call.Input.GetText("StackName") is { } name)
        {
            if (StackLookup.FindLiving(call.Account, name) is not { } found)
            {
                return StackError.NoStackWithId(name);
            }

            stack = found;
        }

        var (summary, error) = Summary(call, stack);
        return error is not null ? error : call.Answer(WireValue.Structure(
            ("Parameters", WireValue.List(summary!.Parameters.Select(static parameter => WireValue.Structure(
                ("ParameterKey", parameter.Name),
                ("DefaultValue", TemplateSummary.Text(parameter.Parameter, "Default")),
                ("ParameterType", TemplateSummary.Text(parameter.Parameter, "Type")),
                ("NoEcho", IsHidden(parameter.Parameter)),
                ("Description", TemplateSummary.Text(parameter.Parameter, "Description")),
                ("ParameterConstraints", Constraints(parameter.Parameter)))))),
            ("Description", summary.Description),
            ("Capabilities", summary.Capabilities.IsEmpty ? null : WireValue.List(summary.Capabilities)),
            ("CapabilitiesReason", Reason(summary)),
            ("ResourceTypes", WireValue.List(summary.ResourceTypes)),
            ("Version", summary.Version),
            ("Metadata", summary.Metadata),
            ("DeclaredTransforms", summary.DeclaredTransforms.IsEmpty ? null : WireValue.List(summary.DeclaredTransforms))));
    }

    private static (TemplateSummary? Summary, AwsError? Error) Summary(HandlerCall call, Stack? stack)
    {
        ReadOnlyMemory<byte>? template;
        if (stack is not null)
        {
            template = Encoding.UTF8.GetBytes(stack.TemplateBody);
        }
        else
        {
            (template, var error) = StackInput.Template(call, mayUsePrevious: false);
            if (error is not null)
            {
                return (null, error);
            }
        }

        var root = StackTexts.Read(template!.Value, "template", call.Context.Quotas.OpenApiDocumentBytes, out var unreadable);
        if (root is null)
        {
            return (null, unreadable);
        }

        var faults = new List<Fault>();
        var summary = TemplateSummary.Of(root, faults);
        return faults.Count > 0 ? (null, StackTexts.Wrong([.. faults]))
            : summary.ResourceTypes.IsEmpty ? (null, StackError.Validation("Template format error: At least one Resources member must be defined."))
            : (summary, null);
    }

    private static HandlerResult Answer(HandlerCall call, string template) =>
        call.Answer(WireValue.Structure(("TemplateBody", template), ("StagesAvailable", WireValue.List(["Original", "Processed"]))));

    private static bool IsHidden(DocumentNode parameter) => TemplateSummary.Text(parameter, "NoEcho") is { } text && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static string? Reason(TemplateSummary summary) => summary.IamTypes.IsEmpty ? null : $"The following resource(s) require capabilities: [{string.Join(", ", summary.IamTypes)}]";

    private static WireValue? Constraints(DocumentNode parameter) => parameter.TryGet("AllowedValues", out var entry)
        ? WireValue.Structure(("AllowedValues", WireValue.List(entry.Value.Items.Select(static item => item.Text))))
        : WireValue.Empty;
}
