// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaPermissions;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaPermissions;

public sealed class InvokePermissionTests
{
    private const string Api = "arn:aws:execute-api:us-east-1:123456789012:abc123";

    private static readonly Permission s_permission = new() { StatementId = "s", Action = "lambda:InvokeFunction", Principal = "apigateway.amazonaws.com" };

    [Theory]
    [InlineData(Api + "/*", "GET /pets/{id}", true)]
    [InlineData(Api + "/*/GET/pets/*", "GET /pets/{id}", true)]
    [InlineData(Api + "/prod/GET/pets/*", "GET /pets/{id}", true)]
    [InlineData(Api + "/*/*/*", "ANY /{proxy+}", true)]
    [InlineData(Api + "/*/*/", "ANY /", true)]
    [InlineData(Api + "/*/$default", "$default", true)]
    [InlineData(Api + "/*/*/pets", "POST /pets", true)]
    [InlineData("arn:aws:execute-api:us-east-1:*:*", "POST /pets", true)]
    [InlineData(Api + "/test/GET/pets/*", "GET /pets/{id}", false)]
    [InlineData(Api + "/*/POST/pets/*", "GET /pets/{id}", false)]
    [InlineData(Api + "/*/GET/pets", "GET /pets/{id}", false)]
    [InlineData(Api + "/*/GET/pets/{id}", "GET /pets/{id}", false)]
    [InlineData(Api + "/*/GET/*", "ANY /{proxy+}", false)]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:other/*", "POST /pets", false)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:abc123/*", "POST /pets", false)]
    public void The_source_is_the_method_with_stars_for_what_varies(string source, string routeKey, bool isAllowed) =>
        Assert.Equal(isAllowed, WhyNot("pets", routeKey, s_permission with { SourceArn = source }) is null);

    [Fact]
    public void Principal_action_account_and_conditions_must_be_met()
    {
        Assert.Null(WhyNot("pets", "GET /", s_permission));
        Assert.Null(WhyNot("pets", "GET /", s_permission with { Principal = "*", Action = "lambda:*" }));
        Assert.Null(WhyNot("pets", "GET /", s_permission with { SourceAccount = "123456789012", Action = "*" }));
        Permission[] others =
        [
            s_permission with { Principal = "events.amazonaws.com" },
            s_permission with { Action = "lambda:GetFunction" },
            s_permission with { SourceAccount = "000000000000" },
            s_permission with { EventSourceToken = "t" },
            s_permission with { PrincipalOrgId = "o-0123456789" },
            s_permission with { Principal = "*", FunctionUrlAuthType = "NONE" },
            s_permission with { Principal = "*", InvokedViaFunctionUrl = true },
        ];
        Assert.All(others, permission => Assert.NotNull(WhyNot("pets", "GET /", permission)));
        Assert.Null(WhyNot("pets", "GET /", [.. others, s_permission with { StatementId = "last" }]));
    }

    [Fact]
    public void The_policy_is_that_of_the_version_or_alias_in_the_URI()
    {
        Assert.NotNull(WhyNot("pets:live", "GET /", s_permission));
        Assert.NotNull(WhyNot("pets", "GET /", s_permission with { Qualifier = "live" }));
        Assert.Null(WhyNot("pets:live", "GET /", s_permission with { Qualifier = "live" }));
        Assert.Null(WhyNot("pets:$LATEST", "GET /", s_permission));
    }

    [Fact]
    public void The_reason_says_what_would_allow_it() => Assert.Equal(
        "no permission of the version or alias live of the function pets lets apigateway.amazonaws.com invoke it from arn:aws:execute-api:us-east-1:123456789012:abc123/prod/*/pets/*;"
        + " add one with AddPermission or AWS::Lambda::Permission, or serve without --strict-aws",
        WhyNot("pets:live", "ANY /pets/{id}"));

    [Fact]
    public void Functions_of_others_and_all_functions_without_strict_AWS_may_be_asked()
    {
        Assert.Null(WhyNot("dogs", "GET /"));
        Assert.Null(WhyNot("arn:aws:lambda:eu-west-1:123456789012:function:pets", "GET /"));
        Assert.Null(WhyNot("arn:aws:lambda:us-east-1:000000000000:function:pets", "GET /"));
        Assert.NotNull(WhyNot("arn:aws:lambda:us-east-1:123456789012:function:pets", "GET /"));
        Assert.Null(WhyNot(false, "pets", "GET /"));
    }

    [Theory]
    [InlineData((int)ApiKind.Rest, "Internal server error")]
    [InlineData((int)ApiKind.Http, "Internal Server Error")]
    public async Task Without_a_permission_the_answer_is_500_and_the_function_is_not_asked(int kind, string message)
    {
        using var behind = (ApiKind)kind == ApiKind.Rest ? FunctionBehind.Rest(policy: []) : FunctionBehind.Http(policy: []);
        var sink = await behind.AnswerAsync("{}");
        Assert.Equal((500, $"{{\"message\":\"{message}\"}}", 0), (sink.Status, sink.Body, behind.Function.Calls));
        Assert.StartsWith(
            "Execution failed due to configuration error: Invalid permissions on Lambda function (no permission of the function pets lets", behind.Last!.Rejection!.Detail, StringComparison.Ordinal);
        using var allowed = (ApiKind)kind == ApiKind.Rest ? FunctionBehind.Rest(policy: [s_permission]) : FunctionBehind.Http(policy: [s_permission]);
        Assert.Equal(200, (await allowed.AnswerAsync("{}")).Status);
    }

    private static string? WhyNot(string function, string routeKey, params Permission[] policy) => WhyNot(true, function, routeKey, policy);

    private static string? WhyNot(bool isStrict, string function, string routeKey, params Permission[] policy)
    {
        var faults = new List<CompilationFault>();
        using var ledgers = new Ledgers(Sample.Options with { StrictAws = isStrict });
        var sample = Sample.Compilation(ApiKind.Rest, faults);
        sample.Ledgers.Dispose();
        return InvokePermission.WhyNot(FunctionName.Parse(function)!, routeKey, new Compilation(ledgers, faults, [])
        {
            Kind = sample.Kind,
            ApiId = sample.ApiId,
            StageName = sample.StageName,
            Variables = sample.Variables,
            Account = FunctionBehind.With(Sample.Account, policy),
            Path = sample.Path,
        });
    }
}
