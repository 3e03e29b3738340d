// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Operations;

/// <summary>How an operation says no: AWS's error code, status and text. Every text is here.</summary>
internal sealed record AwsError(string Code, int StatusCode, string Message)
{
    /// <summary>Whether there are too many of a kind.</summary>
    public bool IsLimit => Code == "LimitExceededException";

    public static AwsError BadRequest(string message) => new("BadRequestException", 400, message);

    public static AwsError NotFound(string message) => new("NotFoundException", 404, message);

    public static AwsError Conflict(string message) => new("ConflictException", 409, message);

    public static AwsError LimitExceeded(string message) => new("LimitExceededException", 429, message);

    /// <summary>AWS would accept this; Foregate cannot do it yet and says so instead of ignoring it.</summary>
    public static AwsError NotBuilt(string what) => BadRequest($"Foregate cannot do this yet: {what}.");

    /// <summary>The change could not be kept, and was not made.</summary>
    public static AwsError NotStored(string why) => new("ServiceUnavailableException", 503, why);

    public static AwsError InvalidParameter(string message) => new("InvalidParameterValueException", 400, message);

    public static AwsError ValidationFailed(string value, string member, string constraint) => new(
        "ValidationException", 400, $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    public static AwsError FunctionExists(string name) => new("ResourceConflictException", 409, $"Function already exist: {name}");

    public static AwsError NoFunction(string arn) => new("ResourceNotFoundException", 404, $"Function not found: {arn}");

    public static AwsError FunctionElsewhere(string region, string here) => new(
        "ResourceNotFoundException", 404, $"Functions from '{region}' are not reachable in this region ('{here}')");

    public static AwsError FunctionRevised(string call) => new(
        "PreconditionFailedException", 412, $"The Revision Id provided does not match the latest Revision Id. Call the {call} API to retrieve the latest Revision Id");

    public static AwsError VersionInUse(string version, string aliases) => new(
        "ResourceConflictException", 409, $"Version [{version}] is referenced by the aliases [{aliases}]. Delete or change them first.");

    public static AwsError AliasExists(string arn) => new("ResourceConflictException", 409, $"Alias already exists: {arn}");

    public static AwsError NoAlias(string arn) => new("ResourceNotFoundException", 404, $"Cannot find alias arn: {arn}");

    public static AwsError StatementExists(string statementId) => new(
        "ResourceConflictException", 409, $"The statement id ({statementId}) provided already exists. Please provide a new statement id, or remove the existing statement.");

    public static AwsError NoStatement(string statementId) => new("ResourceNotFoundException", 404, $"Statement {statementId} is not found in resource policy.");

    public static AwsError NoPolicy() => new("ResourceNotFoundException", 404, "The resource you requested does not exist.");

    public static AwsError PolicyTooLong(int limit) => new("PolicyLengthExceededException", 400, $"The final policy size would be larger than the limit of {limit} bytes.");

    public static AwsError CodeTooLarge(int limit, string operation) => new(
        "RequestEntityTooLargeException", 413, $"Request must be smaller than {limit} bytes for the {operation} operation");

    public static AwsError PayloadTooLarge(int limit) => new("RequestTooLargeException", 413, $"Request must be smaller than {limit} bytes for the InvokeFunction operation");

    public static AwsError PayloadNotJson(string why) => new(
        "InvalidRequestContentException", 400, $"Could not parse request body into json: Could not parse payload into json: {why}");

    public static AwsError ClientContextNotJson() => new("InvalidRequestContentException", 400, "Client context must be a valid Base64-encoded JSON object.");

    public static AwsError RateExceeded() => new("TooManyRequestsException", 429, "Rate Exceeded.");

    public static AwsError NotRun(string why) => new("ServiceException", 500, why);

    public static AwsError TooMany(string what, int limit) =>
        LimitExceeded($"Maximum number of {what} for this account or API has been reached: {limit}.");

    public static AwsError NoRestApi(string accountId, string id) => NotFound($"Invalid API identifier specified {accountId}:{id}");

    public static AwsError NoResource() => NotFound("Invalid Resource identifier specified");

    public static AwsError NoMethod() => NotFound("Invalid Method identifier specified");

    public static AwsError NoIntegration() => NotFound("Invalid Integration identifier specified");

    public static AwsError NoResponse() => NotFound("Invalid Response status code specified");

    public static AwsError NoStage() => NotFound("Invalid stage identifier specified");

    public static AwsError NoDeployment() => NotFound("Invalid Deployment identifier specified");

    /// <summary>What stages say of a deployment that is not there (recorded).</summary>
    public static AwsError DeploymentDoesNotExist() => BadRequest("Deployment id does not exist");

    public static AwsError NoApiKey() => NotFound("Invalid API Key identifier specified");

    public static AwsError NoModelNamed(string name) => NotFound($"Invalid model name specified: {name}");

    public static AwsError NoRequestValidator() => NotFound("Invalid Request Validator identifier specified");

    public static AwsError NoAuthorizer() => NotFound("Invalid Authorizer identifier specified");

    public static AwsError NoGatewayResponse() => NotFound("Gateway response type not defined on api");

    public static AwsError NoDocumentationPart() => NotFound("Invalid Documentation part identifier specified");

    public static AwsError NoDocumentationVersion() => NotFound("Invalid Documentation version specified");

    /// <summary>What AWS says where nothing of an API that is not there can be changed (recorded).</summary>
    public static AwsError ConcurrentModification() => Conflict("Unable to complete operation due to concurrent modification. Please try again later.");

    public static AwsError NoUsagePlan() => NotFound("Invalid Usage Plan ID specified");

    public static AwsError NoApi(string id) => NotFound($"Invalid API identifier specified {id}");

    public static AwsError NoRoute(string id) => NotFound($"Invalid Route identifier specified {id}");

    public static AwsError NoIntegration(string id) => NotFound($"Invalid Integration identifier specified {id}");

    public static AwsError NoAuthorizer(string id) => NotFound($"Invalid Authorizer identifier specified {id}");

    public static AwsError NoModel(string id) => NotFound($"Invalid Model identifier specified {id}");

    public static AwsError NoIntegrationResponse(string id) => NotFound($"Invalid IntegrationResponse identifier specified {id}");

    public static AwsError NoRouteResponse(string id) => NotFound($"Invalid RouteResponse identifier specified {id}");

    public static AwsError NoHttpVpcLink(string id) => NotFound($"Invalid VpcLink identifier specified {id}");

    public static AwsError NoVpcLink() => NotFound("Invalid Vpc Link identifier specified");

    public static AwsError NoClientCertificate() => NotFound("Invalid Client Certificate identifier specified");

    public static AwsError NoDomainName() => NotFound("Invalid domain name identifier specified");

    public static AwsError NoDomainNameV2() => NotFound("The domain name resource specified in the request was not found.");

    /// <summary>What one of the two protocols of the second interface has and the other has not.</summary>
    public static AwsError NotForProtocol(string member, string protocol) => BadRequest($"{member} is not supported for {protocol} APIs");

    /// <summary>What was made together with its API by one call.</summary>
    public static AwsError Managed(string what) => BadRequest($"{what} is managed by API Gateway: it cannot be deleted by itself");

    public static AwsError InvalidMapping(string error) =>
        BadRequest($"Invalid mapping expression specified: Validation Result: warnings : [], errors : [{error}]");

    public static AwsError InvalidMappingExpression(string expression) => InvalidMapping($"Invalid mapping expression specified: {expression}");

    public static AwsError InvalidMappingParameter(string parameter) =>
        InvalidMapping($"Invalid mapping expression parameter specified: {parameter}");

    public static AwsError InvalidContentType(string contentType) =>
        BadRequest($"Validation Result: warnings : [], errors : [Invalid content type specified: {contentType}]");

    public static AwsError InvalidModel(string why) =>
        BadRequest($"Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified. {why}]");

    public static AwsError EmptyModelSchema() => BadRequest("Model schema must have at least 1 property or array items defined");

    public static AwsError InvalidPolicy() => BadRequest("Invalid policy document. Please check the policy syntax and ensure that Principals are valid.");

    public static AwsError InvalidAuthorizer() => BadRequest(
        "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.");

    public static AwsError InvalidContentHandling() => BadRequest("Invalid content handling specified. Valid options are CONVERT_TO_BINARY,CONVERT_TO_TEXT");

    public static AwsError InvalidArn() => BadRequest("Invalid ARN specified in the request");

    public static AwsError InvalidHttpEndpoint() => BadRequest("Invalid HTTP endpoint specified for URI");

    public static AwsError InvalidTimeout(int minimum, int maximum) => BadRequest($"Timeout should be between {minimum} ms and {maximum} ms");

    public static AwsError InvalidStageName() => BadRequest("Stage name only allows a-zA-Z0-9_-");

    public static AwsError StageExists() => Conflict("Stage already exists");

    public static AwsError InvalidStatusCode(string statusCode) => new(
        "ValidationException",
        400,
        $"1 validation error detected: Value '{statusCode}' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d");
}
