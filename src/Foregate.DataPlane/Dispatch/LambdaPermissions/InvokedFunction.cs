// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.DataPlane.Dispatch.LambdaPermissions;

/// <summary>Which function an integration invokes, with the proxy event or a template's, and whether it may.</summary>
internal static class InvokedFunction
{
    /// <summary>The function that a URI names, or why it cannot be invoked. No value for a URI that is none in any stage.</summary>
    public static (FunctionName? Name, string? Error)? Find(string? uri, string routeKey, Compilation c)
    {
        var function = LambdaUri.Read(uri, c, out var error);
        if (function is null && !IntegrationUri.HasVariables(uri ?? ""))
        {
            c.Fault(error);
            return null;
        }

        var directory = c.Ledgers.Of(FunctionDirectory.Make);
        if (directory.IsEmpty && !directory.RunsDefined)
        {
            c.Fault($"Nobody runs Lambda functions here{(function is null ? "" : ", " + function.Name + " among them")}. Define them in a template, or set AWS_ENDPOINT_URL_LAMBDA and credentials, and the functions of that endpoint are invoked.");
            return null;
        }

        // AWS does not ask whether there is the function; whoever defines it may come later, and mostly it is a slip.
        if (function is not null && directory.RunsDefined && !c.Functions.ContainsKey(function.Name) && directory.Find(function) is null)
        {
            c.Notice($"There is no function {function.Name}: requests are answered 500 until there is one. Define it in a template or by CreateFunction, or set AWS_ENDPOINT_URL_LAMBDA and credentials, and the functions of that endpoint are invoked.");
        }

        // One process for all tenants would be less than what was asked for.
        if (function is not null && c.Functions.TryGetValue(function.Name, out var defined) && defined.TenantIsolationMode is not null)
        {
            const string Isolation = "Tenant isolation of functions is not served yet.";
            c.Held(Isolation + " Until it is, requests are answered 500.");
            return (function, Isolation);
        }

        // The definition may be right in a stage that sets its variables: this one answers as AWS does.
        return (function, function is null ? error : InvokePermission.WhyNot(function, routeKey, c));
    }
}
