// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.Lambda;

/// <summary>Functions, on the wire.</summary>
internal static class FunctionHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        var code = input["Code"]!;
        ReadOnlyMemory<byte>? zip = null;
        if ((CheckPackage(input) ?? FunctionCodes.TryRead(call, code, out zip) ?? FunctionWire.Refuse(
                call, "FunctionName", "Runtime", "Role", "Handler", "Code", "Description", "Timeout", "MemorySize", "Publish", "PackageType", "Environment", "Tags", "Architectures")) is { } refused)
        {
            return refused;
        }

        return HandlerCall.Answer(
            Functions.CreateFunction(
                call.Account,
                new Functions.CreateFunctionRequest
                {
                    FunctionName = NameIn(call),
                    Runtime = call.Text("Runtime"),
                    Role = input.GetText("Role"),
                    Handler = input.GetText("Handler"),
                    ZipFile = zip,
                    IsZipFromS3 = FunctionCodes.IsInS3(code),
                    Description = input.GetText("Description"),
                    MemorySize = input.GetInteger("MemorySize"),
                    Timeout = input.GetInteger("Timeout"),
                    Publish = input.GetBoolean("Publish") ?? false,
                    PackageType = input.GetText("PackageType"),
                    Environment = Variables(input) ?? OrdinalMap.Empty<string>(),
                    Tags = input.GetTextMap("Tags") ?? OrdinalMap.Empty<string>(),
                    Architectures = input.GetTexts("Architectures") ?? [],
                },
                call.Context),
            FunctionWire.Configuration);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(
        Functions.GetFunction(call.Account, call.Text("FunctionName"), call.Input.GetText("Qualifier")),
        static function => WireValue.Structure(
            ("Configuration", FunctionWire.Configuration(function.Configuration)),
            ("Code", WireValue.Structure(("RepositoryType", function.Code.RepositoryType), ("Location", function.Code.Location))),
            ("Tags", function.Tags is { } tags ? WireValue.Map(tags) : null),
            ("Concurrency", function.ReservedConcurrentExecutions is { } reserved ? WireValue.Structure(("ReservedConcurrentExecutions", (long)reserved)) : null)));

    public static HandlerResult GetConfiguration(HandlerCall call) => HandlerCall.Answer(
        Functions.GetFunctionConfiguration(call.Account, call.Text("FunctionName"), call.Input.GetText("Qualifier")), FunctionWire.Configuration);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var input = call.Input;
        return call.Refuse(input, "FunctionVersion", "Marker", "MaxItems") is { } refused
            ? refused
            : HandlerCall.Answer(
                Functions.ListFunctions(call.Account, new Functions.ListFunctionsRequest(input.GetText("FunctionVersion"), input.GetText("Marker"), input.GetInteger("MaxItems"))),
                static page => FunctionWire.Page("Functions", page, FunctionWire.Configuration));
    }

    public static HandlerResult UpdateCode(HandlerCall call)
    {
        var input = call.Input;
        ReadOnlyMemory<byte>? zip = null;
        if ((FunctionCodes.TryRead(call, input, out zip) ?? FunctionWire.Refuse(call, "FunctionName", "ZipFile", "S3Bucket", "S3Key", "S3ObjectVersion", "Publish", "DryRun", "RevisionId", "Architectures")) is { } refused)
        {
            return refused;
        }

        return HandlerCall.Answer(
            Functions.UpdateFunctionCode(
                call.Account,
                call.Text("FunctionName"),
                new Functions.UpdateFunctionCodeRequest
                {
                    ZipFile = zip,
                    IsZipFromS3 = FunctionCodes.IsInS3(input),
                    Architectures = input.GetTexts("Architectures") ?? [],
                    Publish = input.GetBoolean("Publish") ?? false,
                    DryRun = input.GetBoolean("DryRun") ?? false,
                    RevisionId = input.GetText("RevisionId"),
                },
                call.Context),
            FunctionWire.Configuration);
    }

    public static HandlerResult UpdateConfiguration(HandlerCall call)
    {
        var input = call.Input;
        return FunctionWire.Refuse(call, "FunctionName", "Role", "Handler", "Description", "Timeout", "MemorySize", "Environment", "Runtime", "RevisionId") is { } refused
            ? refused
            : HandlerCall.Answer(
                Functions.UpdateFunctionConfiguration(
                    call.Account,
                    call.Text("FunctionName"),
                    new Functions.UpdateFunctionConfigurationRequest
                    {
                        Runtime = input.GetText("Runtime"),
                        Role = input.GetText("Role"),
                        Handler = input.GetText("Handler"),
                        Description = input.GetText("Description"),
                        MemorySize = input.GetInteger("MemorySize"),
                        Timeout = input.GetInteger("Timeout"),
                        Environment = Variables(input),
                        RevisionId = input.GetText("RevisionId"),
                    },
                    call.Context),
                FunctionWire.Configuration);
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        Functions.DeleteFunction(call.Account, call.Text("FunctionName"), call.Input.GetText("Qualifier")), static _ => WireValue.Structure(("StatusCode", 204L)));

    /// <summary>No function's code is signed.</summary>
    public static HandlerResult GetCodeSigningConfig(HandlerCall call) => HandlerCall.Answer(
        Functions.GetFunctionConfiguration(call.Account, call.Text("FunctionName")),
        static function => WireValue.Structure(("CodeSigningConfigArn", ""), ("FunctionName", function.FunctionName)));

    /// <summary>A function runs on what is there: nobody holds it back.</summary>
    public static HandlerResult GetRuntimeManagementConfig(HandlerCall call) => HandlerCall.Answer(
        Functions.GetFunctionConfiguration(call.Account, call.Text("FunctionName"), call.Input.GetText("Qualifier")),
        static function => WireValue.Structure(("UpdateRuntimeOn", "Auto"), ("FunctionArn", function.FunctionArn)));

    private static AwsError? CheckPackage(WireValue input) =>
        input.GetText("PackageType") is null or "Zip" && (input.GetText("Runtime") is null || input.GetText("Handler") is null)
            ? AwsError.InvalidParameter("Runtime and Handler are mandatory parameters for functions created with deployment packages.")
            : null;

    // Clients may name a new function by its ARN, too.
    private static string NameIn(HandlerCall call) =>
        call.Text("FunctionName") is var name && name.StartsWith(FunctionArns.Of(call.Account, ""), StringComparison.Ordinal) ? name[FunctionArns.Of(call.Account, "").Length..] : name;

    private static ImmutableSortedDictionary<string, string>? Variables(WireValue input) =>
        input["Environment"] is { } environment ? environment.GetTextMap("Variables") ?? OrdinalMap.Empty<string>() : null;
}
