// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Upstream.AwsServices;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Dispatch.LambdaPermissions;

/// <summary>The function that an integration invokes, with the proxy event or a template's: who runs it, in whose name it is asked, and whether it may be.</summary>
internal sealed class InvokedFunction
{
    private readonly FunctionDirectory _directory;
    private readonly FunctionName? _name;
    private readonly bool _isForeign;
    private readonly AwsCredentials? _credentials;

    private InvokedFunction(FunctionName? name, string? error, AwsCredentials? credentials, FunctionDirectory directory, Compilation c)
    {
        _directory = directory;
        _name = name;
        _credentials = credentials;
        // What other accounts define here is invisible; a Lambda endpoint decides for itself.
        _isForeign = name is not null && (name.AccountId != c.AccountId || name.Region != c.Region);
        Error = error;
    }

    /// <summary>Why it cannot be invoked; null when it may.</summary>
    public string? Error { get; }

    /// <summary>Name and version or alias; empty where there is an error.</summary>
    public string Key => _name?.Key ?? "";

    /// <summary>The function that a URI names, or why it cannot be invoked. Null, with a fault, for a URI that is none in any stage.</summary>
    /// <param name="uri">As the integration says it, with stage variables.</param>
    /// <param name="role">The integration's credentials: the role in whose name the function is asked, or null for the gateway itself.</param>
    /// <param name="routeKey">Verb and path, or $default.</param>
    public static InvokedFunction? Find(string? uri, string? role, string routeKey, Compilation c)
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

        // The definition may be right in a stage that sets its variables: this one answers as AWS does.
        return function is null ? new InvokedFunction(null, error, null, directory, c) : Find(function, role, routeKey, directory, c);
    }

    /// <summary>Who runs the function now; null for nobody.</summary>
    public FunctionTarget? Target() => _isForeign ? _directory.FindElsewhere(_name!) : _directory.Find(_name!);

    /// <summary>Says in whose name the function is asked and how long the client waits, and traces it. The payload and the trace id are the call's already.</summary>
    public void Ask(Exchange exchange, FunctionCall call, int timeout)
    {
        call.Credentials = _credentials;
        call.TimeoutMilliseconds = timeout;
        call.Client = exchange.Caller;
        exchange.Trace?.Invoke(_name!.Region!, _name.Arn, call.Payload.Span, call.TraceId.Span);
    }

    private static InvokedFunction Find(FunctionName function, string? role, string routeKey, FunctionDirectory directory, Compilation c)
    {
        // AWS does not ask whether there is the function; whoever defines it may come later, and mostly it is a slip.
        if (directory.RunsDefined && !c.Functions.ContainsKey(function.Name) && directory.Find(function) is null)
        {
            c.Notice($"There is no function {function.Name}: requests are answered 500 until there is one. Define it in a template or by CreateFunction, or set AWS_ENDPOINT_URL_LAMBDA and credentials, and the functions of that endpoint are invoked.");
        }

        // One process for all tenants would be less than what was asked for.
        if (c.Functions.TryGetValue(function.Name, out var defined) && defined.TenantIsolationMode is not null)
        {
            const string Isolation = "Tenant isolation of functions is not served yet.";
            c.Held(Isolation + " Until it is, requests are answered 500.");
            return new InvokedFunction(function, Isolation, null, directory, c);
        }

        if (string.IsNullOrEmpty(role))
        {
            return new InvokedFunction(function, InvokePermission.WhyNot(function, routeKey, c), null, directory, c);
        }

        // A role is asked for its own permissions, not the function for its policy; who runs functions here asks neither.
        var credentials = RoleCredentials.Find(IntegrationUri.Substitute(role, c), c.Options, out var unsigned);
        if (credentials is null && directory.Others is not null)
        {
            c.Notice(unsigned + " Until then, functions of the Lambda endpoint are asked in the gateway's own name.");
        }

        return new InvokedFunction(function, null, credentials, directory, c);
    }
}
