// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>The permission that lets a service invoke a function for an event.</summary>
internal static class Permissions
{
    /// <summary>Makes it.</summary>
    /// <param name="happening">The event.</param>
    /// <param name="principal">Who invokes, such as <c>s3.amazonaws.com</c>.</param>
    /// <param name="sourceArn">On behalf of what.</param>
    /// <param name="suffix">Tells permissions of one event apart; one that is no word is hashed.</param>
    /// <param name="prefix">What its logical id starts with; the event's when it is not given.</param>
    public static SamResource Of(SamEvent happening, string principal, SamNode? sourceArn, string suffix = "", string? prefix = null)
    {
        var permission = happening.New(IdOf(prefix ?? happening.LogicalId, "Permission", suffix), "AWS::Lambda::Permission");
        permission["Action"] = "lambda:InvokeFunction";
        permission["FunctionName"] = happening.Target.Ref();
        permission["Principal"] = principal;
        permission["SourceArn"] = sourceArn;
        return permission;
    }

    /// <summary>A logical id that ends in a suffix, or in its hash when it is no word.</summary>
    public static string IdOf(string prefix, string kind, string suffix) =>
        $"{prefix}{kind}{(suffix.Length > 0 && suffix.All(char.IsLetterOrDigit) ? suffix : LogicalIds.Hash(suffix))}";
}
