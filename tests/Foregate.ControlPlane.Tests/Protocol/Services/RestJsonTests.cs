// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Services;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol.Services;

public sealed class RestJsonTests
{
    private static readonly RestJson s_gateway = new(ServiceModels.ApiGateway, ServiceDialect.ApiGateway);

    private static readonly RestJson s_lambda = new(ServiceModels.Lambda, ServiceDialect.Lambda);

    [Theory]
    [InlineData("/2015-03-31/functions", "ListFunctions")]
    [InlineData("/2015-03-31/functions/", "ListFunctions")]
    [InlineData("/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af", "GetFunction")]
    [InlineData("/2015-03-31/functions/f/configuration", "GetFunctionConfiguration")]
    [InlineData("/2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af", "ListTags")]
    public void Finds_the_operation(string path, string name)
    {
        Assert.Null(s_lambda.Read(Get(path), out var operation, out _));
        Assert.Equal(name, operation?.Name);
    }

    [Fact]
    public void A_final_slash_is_Lambdas_only() => Assert.Equal("UnknownOperationException", s_gateway.Read(Get("/restapis/"), out _, out _)?.Code);

    [Fact]
    public void Says_what_is_wrong_in_the_services_own_spelling()
    {
        var request = new SignedRequest { Method = "POST", Path = "/2015-03-31/functions", Headers = [], Body = """{"FunctionName":"f","MemorySize":1,"Code":{}}"""u8.ToArray() };
        Assert.Equal(
            "2 validation errors detected: Value null at 'role' failed to satisfy constraint: Member must not be null; "
            + "Value '1' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
            s_lambda.Read(request, out _, out _)?.Message);
    }

    [Fact]
    public void Bodies_are_bounded()
    {
        var request = new SignedRequest { Method = "POST", Path = "/restapis", Headers = [], Body = new byte[ServiceDialect.LargestDocument + 1] };
        Assert.Equal(("RequestEntityTooLargeException", 413), (s_gateway.Read(request, out _, out _)?.Code, s_gateway.Read(request, out _, out _)?.StatusCode ?? 0));
        Assert.Equal("UnknownOperationException", s_lambda.Read(request, out _, out _)?.Code);
    }

    [Fact]
    public void Errors_of_Lambda_say_whose_fault_they_are()
    {
        Assert.Equal("""404 ResourceNotFoundException {"Type":"User","Message":"Function not found: a"}""", Written(s_lambda.Write(AwsError.NoFunction("a"), "id")));
        Assert.Equal("""429 TooManyRequestsException {"Type":"User","message":"Rate Exceeded."}""", Written(s_lambda.Write(AwsError.RateExceeded(), "id")));
        Assert.Equal("""500 ServiceException {"Type":"Service","Message":"why"}""", Written(s_lambda.Write(AwsError.NotRun("why"), "id")));
        Assert.Equal("""503 ServiceException {"Type":"Service","Message":"full"}""", Written(s_lambda.Write(AwsError.NotStored("full"), "id")));
        Assert.Equal("""400 InvalidParameterValueException {"Type":"User","message":"Foregate cannot do this yet: x."}""", Written(s_lambda.Write(AwsError.NotBuilt("x"), "id")));
        Assert.Equal("""400 BadRequestException {"message":"Foregate cannot do this yet: x."}""", Written(s_gateway.Write(AwsError.NotBuilt("x"), "id")));
    }

    [Fact]
    public void Answers_name_their_request()
    {
        var answer = s_lambda.Write(AwsError.RateExceeded(), "id");
        Assert.Contains(new("x-amzn-RequestId", "id"), answer.Headers);
        Assert.DoesNotContain(answer.Headers, static header => header.Key == "x-amz-apigw-id");
    }

    private static SignedRequest Get(string path) => new() { Method = "GET", Path = path, Headers = [] };

    private static string Written(ProtocolAnswer answer) =>
        $"{answer.StatusCode} {answer.Headers.Single(static header => header.Key == "x-amzn-ErrorType").Value} {Encoding.UTF8.GetString(answer.Body.Span)}";
}
