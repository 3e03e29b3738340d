// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class QueryParameterValueTests
{
    [Theory]
    [InlineData((int)Multiplicity.Last, "c/+", "c%2F+", "c%2F%2B", "&n=c%2F%2B")]
    [InlineData((int)Multiplicity.Joined, "a b,c/+", "a%20b,c%2F+", "a+b,c%2F%2B", "&n=a+b,c%2F%2B")]
    [InlineData((int)Multiplicity.List, "a b,c/+", "a%20b,c%2F+", "a+b,c%2F%2B", "&n=a+b&n=c%2F%2B")]
    public void Gives_the_last_or_all_of_its_values_in_each_form(int multiplicity, string text, string path, string query, string parameters)
    {
        var value = new QueryParameterValue("q"u8.ToArray(), (Multiplicity)multiplicity);
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/?q=a+b&Q=no&%71=c%2F%2B HTTP/1.1");
        Assert.Equal(text, Values.Of(value, exchange));
        Assert.Equal(path, Values.Of(value, exchange, ValueForm.PathPart));
        Assert.Equal(query, Values.Of(value, exchange, ValueForm.Query));
        Assert.Equal(parameters, Values.Query(value, exchange));
    }

    [Theory]
    [InlineData((int)Multiplicity.Last)]
    [InlineData((int)Multiplicity.List)]
    public void Is_missing_or_empty(int multiplicity)
    {
        var value = new QueryParameterValue("q"u8.ToArray(), (Multiplicity)multiplicity);
        Assert.Null(Values.Of(value, Sample.Exchange(ApiKind.Rest, "GET /prod/?x=1 HTTP/1.1")));
        Assert.Null(Values.Query(value, Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1")));
        Assert.Equal("", Values.Of(value, Sample.Exchange(ApiKind.Rest, "GET /prod/?q HTTP/1.1")));
    }
}
