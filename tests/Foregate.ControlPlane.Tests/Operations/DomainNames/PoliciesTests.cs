// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.DomainNames;

namespace Foregate.ControlPlane.Tests.Operations.DomainNames;

public sealed class PoliciesTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""", true)]
    [InlineData("{}", false)]
    [InlineData("[]", false)]
    [InlineData("", false)]
    [InlineData("{", false)]
    public void Tells_documents(string? text, bool isDocument) => Assert.Equal(isDocument, Policies.IsDocument(text));
}
