// SPDX-License-Identifier: Apache-2.0

using CsCheck;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.Documents;

public sealed class DocumentPathTests
{
    [Fact]
    public void Escapes_slash_and_tilde() =>
        Assert.Equal("#/paths/~1a~1{b~0c}/0", DocumentPath.Append(DocumentPath.Append(DocumentPath.Append("#", "paths"), "/a/{b~c}"), 0));

    [Fact]
    public void Reads_back_what_it_wrote() =>
        Gen.String[Gen.Char["ab/~01 {}"], 0, 6].Array[0, 5].Sample(keys =>
            Assert.Equal(keys, DocumentPath.Keys(keys.Aggregate("#", DocumentPath.Append))!));

    [Fact]
    public void Decodes_percent_signs_as_fragments_do() => Assert.Equal(["a b", "c/d"], DocumentPath.Keys("#/a%20b/c~1d")!);

    [Theory]
    [InlineData("other.yaml#/a")]
    [InlineData("Pet")]
    [InlineData("")]
    public void Knows_local_references_only(string reference) => Assert.Null(DocumentPath.Keys(reference));
}
