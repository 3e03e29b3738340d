// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaPermissions;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Verdicts;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaPermissions;

public sealed class InvokedFunctionTests
{
    private const string Role = "arn:aws:iam::123456789012:role/pets";

    [Fact]
    public void Is_the_one_of_the_URI()
    {
        var faults = new List<CompilationFault>();
        var found = InvokedFunction.Find(FunctionBehind.Uri, null, "GET /", Sample.Compilation(ApiKind.Rest, faults));
        Assert.Empty(faults);
        Assert.Equal(("pets", null), (found!.Key, found.Error));
    }

    [Fact]
    public void A_URI_that_names_none_is_a_fault_and_one_with_variables_an_error_of_its_stage()
    {
        var faults = new List<CompilationFault>();
        Assert.Null(InvokedFunction.Find("http://b", null, "GET /", Sample.Compilation(ApiKind.Rest, faults)));
        Assert.Single(faults);
        var ofStage = InvokedFunction.Find("${stageVariables.uri}", null, "GET /", Sample.Compilation(ApiKind.Rest, faults));
        Assert.Single(faults);
        Assert.NotNull(ofStage!.Error);
    }

    [Fact]
    public void Where_nobody_runs_functions_it_is_a_fault()
    {
        var faults = new List<CompilationFault>();
        using var ledgers = new Ledgers(Sample.Options);
        InvokedFunction.Find(FunctionBehind.Uri, null, "GET /", GivenRequest.Compilation(ApiKind.Rest, faults, ledgers: ledgers));
        Assert.Contains("Nobody runs Lambda functions here, pets among them", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_asked_in_the_name_of_its_role()
    {
        var keys = new AwsCredentials("AKIAROLE", "secret");
        var options = Sample.Options with { RoleCredentials = new Dictionary<string, AwsCredentials> { [Role] = keys } };
        Assert.Same(keys, Asked(options, Role, []).Credentials);
        Assert.Null(Asked(options, null, []).Credentials);
    }

    [Fact]
    public void A_role_without_keys_is_told_where_a_Lambda_endpoint_would_be_asked()
    {
        var notices = new List<CompilationFault>();
        Assert.Null(Asked(Sample.Options, Role, notices).Credentials);
        Assert.Contains($"--role-profile {Role}=PROFILE", Assert.Single(notices).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_strict_AWS_a_role_needs_no_policy_of_the_function()
    {
        var strict = Sample.Options with { StrictAws = true };
        using var ledgers = new Ledgers(strict);
        ledgers.Of(FunctionDirectory.Make).RunsDefined = true;
        var c = GivenRequest.Compilation(ApiKind.Rest, account: FunctionBehind.With(Sample.Account, []), ledgers: ledgers);
        Assert.NotNull(InvokedFunction.Find(FunctionBehind.Uri, null, "GET /", c)!.Error);
        Assert.Null(InvokedFunction.Find(FunctionBehind.Uri, Role, "GET /", c)!.Error);
    }

    private static FunctionCall Asked(GatewayOptions options, string? role, List<CompilationFault> notices)
    {
        using var ledgers = new Ledgers(options);
        ledgers.Of(FunctionDirectory.Make).Others = static _ => null;
        var call = new FunctionCall();
        var found = InvokedFunction.Find(FunctionBehind.Uri, role, "GET /", GivenRequest.Compilation(ApiKind.Rest, ledgers: ledgers, held: notices));
        found!.Ask(GivenRequest.Of("GET", "/"), call, 29_000);
        Assert.Equal(29_000, call.TimeoutMilliseconds);
        return call;
    }
}
