// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class FunctionPolicyTests
{
    private static readonly Permission s_permission = new() { StatementId = "s", Action = "lambda:InvokeFunction", Principal = "apigateway.amazonaws.com" };

    [Fact]
    public void Conditions_are_written_as_Lambda_writes_them()
    {
        var permission = s_permission with { SourceArn = "arn:aws:execute-api:us-east-1:123456789012:api/*/GET/a+b", SourceAccount = "123456789012" };
        const string head = """{"Sid":"s","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:f","Condition":""";
        Assert.Equal(
            head + """{"StringEquals":{"AWS:SourceAccount":"123456789012"},"ArnLike":{"AWS:SourceArn":"arn:aws:execute-api:us-east-1:123456789012:api/*/GET/a+b"}}}""",
            FunctionPolicy.Statement("arn:aws:lambda:f", permission));
        Assert.Equal(
            head + """{"StringEquals":{"lambda:EventSourceToken":"t","lambda:FunctionUrlAuthType":"NONE","aws:PrincipalOrgID":"o-1"},"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}}""",
            FunctionPolicy.Statement("arn:aws:lambda:f", s_permission with { EventSourceToken = "t", FunctionUrlAuthType = "NONE", PrincipalOrgId = "o-1", InvokedViaFunctionUrl = true }));
    }

    [Theory]
    [InlineData("*", "\"*\"")]
    [InlineData("123456789012", """{"AWS":"arn:aws:iam::123456789012:root"}""")]
    [InlineData("arn:aws:iam::123456789012:user/u", """{"AWS":"arn:aws:iam::123456789012:user/u"}""")]
    public void A_principal_is_everyone_an_account_or_an_ARN(string principal, string written) =>
        Assert.Contains($"\"Principal\":{written},", FunctionPolicy.Statement("arn:aws:lambda:f", s_permission with { Principal = principal }), StringComparison.Ordinal);
}
