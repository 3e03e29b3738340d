// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using CsCheck;
using Foregate.Standards.Arns;

namespace Foregate.Standards.Tests.Arns;

public sealed class ArnPatternTests
{
    [Theory]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:api/*/GET/pets/*", true)]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:api/*", true)]
    [InlineData("arn:aws:execute-api:*:*:*", true)]
    [InlineData("arn:aws:execute-api:us-east-?:123456789012:api/prod/GET/pets/1:2", true)]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:api/*/POST/*", false)]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:api", false)]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:API/*", false)]
    [InlineData("arn:*", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    public void A_star_stays_within_its_part(string pattern, bool matches) =>
        Assert.Equal(matches, ArnPattern.Matches(pattern, "arn:aws:execute-api:us-east-1:123456789012:api/prod/GET/pets/1:2"));

    [Fact]
    public void Patterns_are_those_that_a_regular_expression_would_be()
    {
        var text = Gen.Char["ab"].Array[0, 8].Select(static chars => new string(chars));
        Gen.Select(Gen.Char["ab*?"].Array[0, 8].Select(static chars => new string(chars)), text).Sample(static (pattern, text) =>
        {
            var expression = "^" + pattern.Replace("*", ".*", StringComparison.Ordinal).Replace("?", ".", StringComparison.Ordinal) + "$";
            return ArnPattern.IsLike(pattern, text) == Regex.IsMatch(text, expression);
        });
    }
}
