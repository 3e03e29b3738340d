// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>Permissions of APIs to invoke functions.</summary>
internal static class Invocations
{
    /// <summary>For an authorizer's function.</summary>
    public static SamResource OfAuthorizer(string logicalId, SamNode function, SamResource api, string partition) => Permission(
        new SamResource(logicalId, "AWS::Lambda::Permission", api.HandedOn()),
        function,
        SamNode.Sub($"arn:{partition}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{__ApiId__}}/authorizers/*", SamNode.Map(("__ApiId__", api.Ref()))));

    /// <summary>For the function of an event.</summary>
    /// <param name="trigger">The event.</param>
    /// <param name="suffix">Of the logical id: the stage's name, or nothing.</param>
    /// <param name="partition">Of the source's ARN.</param>
    /// <param name="resource">What follows the stage in that ARN, slash included.</param>
    /// <param name="apiId">The API.</param>
    public static SamResource OfEvent(SamEvent trigger, string suffix, string partition, string resource, SamNode apiId)
    {
        var id = $"{trigger.LogicalId}Permission{(RestApis.IsAlphanumeric(suffix) ? suffix : LogicalIds.Hash(suffix))}";
        return Permission(
            trigger.New(id, "AWS::Lambda::Permission"),
            trigger.Target.Ref(),
            SamNode.Sub(
                $"arn:{partition}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{__ApiId__}}/${{__Stage__}}{resource}",
                SamNode.Map(("__ApiId__", apiId), ("__Stage__", "*"))));
    }

    public static SamResource Permission(SamResource permission, SamNode function, SamNode source)
    {
        permission["Action"] = "lambda:InvokeFunction";
        permission["FunctionName"] = function;
        permission["Principal"] = "apigateway.amazonaws.com";
        permission["SourceArn"] = source;
        return permission;
    }

    /// <summary>What an integration calls to invoke the target of an event.</summary>
    public static SamNode Uri(SamEvent trigger, string partition, bool isStream = false)
    {
        var isFunction = trigger.Target.Type == "AWS::Lambda::Function";
        var (version, operation) = isStream ? ("2021-11-15", "response-streaming-invocations") : ("2015-03-31", "invocations");
        var arn = $"arn:{partition}:apigateway:${{AWS::Region}}:lambda:path/{version}/functions/${{{trigger.Target.LogicalId}{(isFunction ? ".Arn" : "")}}}/{operation}";

        // SAM takes the ARN of a function for a text of the template, since its logical id is one, but not that of an alias.
        return SamNode.HashedMap(("Fn::Sub", isFunction ? SamNode.Given(arn) : arn));
    }
}
