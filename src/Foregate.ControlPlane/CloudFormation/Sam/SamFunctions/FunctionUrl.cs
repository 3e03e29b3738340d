// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;

/// <summary><c>FunctionUrlConfig</c>: the URL, and for one that is open to all the permissions that this takes.</summary>
internal static class FunctionUrl
{
    public static void Add(SamResource resource, SamResource function, SamResource? alias, List<SamResource> made)
    {
        if (resource["FunctionUrlConfig"] is not { IsTruthy: true } config)
        {
            return;
        }

        var isCall = Intrinsic.Is(config);
        var type = config["AuthType"];
        if (!isCall)
        {
            if (!Intrinsic.Is(type) && type is not { IsText: true, Text: "AWS_IAM" or "NONE" })
            {
                throw new SamRefusal(type ?? config, "AuthType is required to configure function property `FunctionUrlConfig`.", "Write AWS_IAM or NONE.");
            }

            CheckCors(config["Cors"]);
        }

        var target = (alias ?? function).Ref();
        var url = New($"{function.LogicalId}Url", "AWS::Lambda::Url");
        url["Cors"] = config["Cors"] is { IsTruthy: true } cors ? cors : null;
        url["AuthType"] = type;
        url["TargetFunctionArn"] = target;
        url["InvokeMode"] = config["InvokeMode"];
        if (isCall || type is not { IsText: true, Text: "NONE" })
        {
            return;
        }

        var open = New($"{function.LogicalId}UrlPublicPermissions", "AWS::Lambda::Permission");
        open["Action"] = "lambda:InvokeFunctionUrl";
        open["FunctionName"] = target;
        open["Principal"] = "*";
        open["FunctionUrlAuthType"] = type;
        var invoke = New($"{function.LogicalId}URLInvokeAllowPublicAccess", "AWS::Lambda::Permission");
        invoke["Action"] = "lambda:InvokeFunction";
        invoke["Principal"] = "*";
        invoke["FunctionName"] = target;
        invoke["InvokedViaFunctionUrl"] = true;

        SamResource New(string id, string name)
        {
            made.Add(new SamResource(id, name, resource.HandedOn()) { Place = config });
            return made[^1];
        }
    }

    private static void CheckCors(SamNode? cors)
    {
        if (cors is not { IsTruthy: true } || Intrinsic.Is(cors))
        {
            return;
        }

        if (!cors.IsMap)
        {
            throw new SamRefusal(cors, "Property 'FunctionUrlConfig.Cors' should be a map.", "Write an object.");
        }

        foreach (var entry in cors.Entries)
        {
            var kind = entry.Key switch
            {
                "AllowOrigins" or "AllowMethods" or "AllowHeaders" or "ExposeHeaders" => NodeKind.Sequence,
                "AllowCredentials" => NodeKind.Boolean,
                "MaxAge" => NodeKind.Number,
                _ => throw new SamRefusal(entry.Value, $"{entry.Key} is not a valid property for configuring Cors.", "Remove it."),
            };
            if (!Intrinsic.Is(entry.Value) && entry.Value.Kind != kind)
            {
                var word = kind switch { NodeKind.Sequence => "list", NodeKind.Boolean => "bool", _ => "int" };
                throw new SamRefusal(entry.Value, $"{entry.Key} must be of type {word}.", "Write one.");
            }
        }
    }
}
