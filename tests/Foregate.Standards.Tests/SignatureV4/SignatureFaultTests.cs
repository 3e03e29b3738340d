// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;

namespace Foregate.Standards.Tests.SignatureV4;

public sealed class SignatureFaultTests
{
    [Theory]
    [InlineData("UnrecognizedClientException", "InvalidClientTokenId")]
    [InlineData("InvalidSignatureException", "SignatureDoesNotMatch")]
    [InlineData("ExpiredTokenException", "ExpiredToken")]
    [InlineData("MissingAuthenticationTokenException", "MissingAuthenticationToken")]
    [InlineData("IncompleteSignatureException", "IncompleteSignature")]
    public void Older_protocols_spell_codes_differently(string code, string queryCode) => Assert.Equal(queryCode, new SignatureFault(code, "").QueryCode);

    [Fact]
    public void A_header_that_is_no_signature_is_not_repeated() =>
        Assert.DoesNotContain("secret", SignatureFault.NoEqualSign("secret").Message, StringComparison.Ordinal);
}
