// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Iam;

namespace Foregate.ControlPlane.Tests.Operations.Iam;

public sealed class PolicyDocumentsTests
{
    [Theory]
    [InlineData("{", "This policy contains invalid Json")]
    [InlineData("[]", "Syntax errors in policy.")]
    [InlineData("{}", "Syntax errors in policy.")]
    [InlineData("""{"Version":"2020-01-01","Statement":[]}""", "Syntax errors in policy.")]
    [InlineData("""{"Version":1,"Statement":[]}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":["x"]}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":{"Action":"a:B","Resource":"*"}}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Resource":"*"}}""", "Policy statement must contain actions.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"a:B"}}""", "Policy statement must contain resources.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"a:B","Resource":"*","Principal":"*"}}""", "Policy document should not specify a principal.")]
    [InlineData("""{"Version":"2008-10-17","Statement":[{"Effect":"Deny","NotAction":"a:B","NotResource":"*"}]}""", null)]
    public void Tells_what_is_wrong_with_permissions(string document, string? error) => Assert.Equal(error, PolicyDocuments.CheckPermissions(document)?.Message);

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":"*","Resource":"*"}}""", "Has prohibited field Resource")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}""", "Missing required field Principal")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*"}}""", "Missing required field Action")]
    [InlineData(RolesTests.Trust, null)]
    public void Tells_what_is_wrong_with_trust(string document, string? error) => Assert.Equal(error, PolicyDocuments.CheckTrust(document)?.Message);
}
