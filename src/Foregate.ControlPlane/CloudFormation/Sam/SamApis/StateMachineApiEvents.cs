// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>Events of type <c>Api</c> of state machines: a method of a REST API that starts an execution, and the role for it.</summary>
internal static class StateMachineApiEvents
{
    public static SamEventType Type { get; } = new(
        new SamProperties("an Api event", "Path!=text Method!=text RestApiId=text|map Stage=text Auth=map UnescapeMappingTemplate=bool"), Make);

    private static IEnumerable<SamResource> Make(SamEvent trigger)
    {
        var (_, api) = ApiEvents.Api(trigger);
        var role = Role(trigger);
        if (api["__MANAGE_SWAGGER"] is { IsTruthy: true } && api["DefinitionBody"] is { } definition)
        {
            Integrate(trigger, api, definition, role);
        }

        return [role];
    }

    private static SamResource Role(SamEvent trigger)
    {
        var role = trigger.New($"{trigger.LogicalId}Role", "AWS::IAM::Role");
        role["AssumeRolePolicyDocument"] = SamNode.Map(
            ("Version", "2012-10-17"),
            ("Statement", SamNode.List(SamNode.Map(
                ("Action", SamNode.List("sts:AssumeRole")),
                ("Effect", "Allow"),
                ("Principal", SamNode.Map(("Service", SamNode.List("apigateway.amazonaws.com"))))))));
        var statement = SamNode.Map(("Action", "states:StartExecution"), ("Effect", "Allow"), ("Resource", trigger.Target.Ref()));
        role["Policies"] = SamNode.List(SamNode.Map(
            ("PolicyName", $"{role.LogicalId}StartExecutionPolicy"),
            ("PolicyDocument", SamNode.Map(("Statement", SamNode.List(statement))))));
        role["PermissionsBoundary"] = RestApis.Truthy(trigger.Owner["PermissionsBoundary"]);
        return role;
    }

    private static void Integrate(SamEvent trigger, SamNode api, SamNode definition, SamResource role)
    {
        var path = trigger["Path"]!;
        var method = ApiEvents.Method(trigger);
        var editor = new SwaggerEditor(definition, api);
        if (editor.Paths.HasIntegration(path, method))
        {
            throw trigger.Refuse("Path", $"API method \"{method.Text}\" defined multiple times for path \"{path.Text}\".", "Keep one of the events.");
        }

        var machine = $"${{{trigger.Target.LogicalId}}}";

        // The mapping template of the second is no JSON: the escaped quotes are for the template alone.
        var template = trigger["UnescapeMappingTemplate"] is { IsTruthy: true }
            ? $"{{\"input\": \"$util.escapeJavaScript($input.json('$')).replaceAll(\"\\\\'\",\"'\")\", \"stateMachineArn\": \"{machine}\"}}"
            : $"{{\"input\": \"$util.escapeJavaScript($input.json('$'))\", \"stateMachineArn\": \"{machine}\"}}";
        editor.AddStateMachine(
            path,
            method,
            SamNode.Sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution"),
            role.GetAtt("Arn"),
            SamNode.Map(("application/json", SamNode.Sub(template))),
            trigger.Owner.Attributes["Condition"]);
        if (Expect.Map(trigger["Auth"], "Auth") is { IsTruthy: true } auth)
        {
            // SAM never sets the stage of such an event, but where the event does.
            MethodAuth.Add(trigger, editor, api, path, method, auth, trigger["Stage"] ?? SamNode.Null());
        }

        api.Set("DefinitionBody", editor.Document);
    }
}
