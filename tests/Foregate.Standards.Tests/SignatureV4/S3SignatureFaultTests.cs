// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;

namespace Foregate.Standards.Tests.SignatureV4;

public sealed class S3SignatureFaultTests
{
    [Fact]
    public void S3_has_codes_of_its_own_for_what_cannot_be_read()
    {
        Assert.Equal(("AccessDenied", 403), Of(new SignedRequest { Method = "GET", Path = "/", Headers = [] }, isInQuery: false));
        Assert.Equal(("AuthorizationHeaderMalformed", 400), Of(new SignedRequest { Method = "GET", Path = "/", Headers = [new("Authorization", "AWS4-HMAC-SHA256 Credential=a")] }, isInQuery: false));
        Assert.Equal(("AuthorizationQueryParametersError", 400), Of(new SignedRequest { Method = "GET", Path = "/", Query = "X-Amz-Signature=1", Headers = [] }, isInQuery: true));
    }

    private static (string Code, int Status) Of(SignedRequest request, bool isInQuery)
    {
        var fault = S3SignatureFault.Of(RequestSignature.Read(request, out _)!, isInQuery);
        return (fault.Code, fault.StatusCode);
    }
}
