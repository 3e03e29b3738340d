// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Export;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Documentation;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.OpenApi.Export;

/// <summary>Imports and exports as calls ask for them, without the calls.</summary>
internal static class Calls
{
    public static OperationContext Context { get; } = new()
    {
        Now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), FillRandom = static buffer => buffer.Clear(), Quotas = Quotas.Unshared,
    };

    public static OperationResult<ImportedDocument> Import(string document, Account? account = null, ImportTarget? target = null, bool failOnWarnings = false) =>
        (target ??= new ImportTarget()).IsHttp
            ? ApiImports.ImportApi(account ?? Imports.Empty, Encoding.UTF8.GetBytes(document), target, failOnWarnings, Context)
            : ApiImports.ImportRestApi(account ?? Imports.Empty, Encoding.UTF8.GetBytes(document), target, failOnWarnings, Context);

    public static RestApi Rest(string document, Account? account = null, ImportTarget? target = null)
    {
        var result = Import(document, account, target);
        Assert.True(result.Error is null, result.Error?.Message + "\n" + document);
        return result.Account!.RestApis[result.Response!.ApiId];
    }

    public static Api Http(string document, Account? account = null, ImportTarget? target = null)
    {
        var result = Import(document, account, (target ?? new ImportTarget()) with { IsHttp = true });
        Assert.True(result.Error is null, result.Error?.Message + "\n" + document);
        return result.Account!.Apis[result.Response!.ApiId];
    }

    /// <summary>The API, deployed with all its documentation, as a document with everything.</summary>
    public static JsonObject Export(RestApi api, string exportType, string extensions = "apigateway,documentation")
    {
        var account = Imports.Empty with { RestApis = Imports.Empty.RestApis.Add(api.Id, api) };
        account = Deployments.CreateDeployment(account, api.Id, new Deployments.CreateDeploymentRequest { StageName = "prod" }, Context).Account!;
        account = DocumentationVersions.CreateDocumentationVersion(
            account, api.Id, new DocumentationVersions.CreateDocumentationVersionRequest { DocumentationVersion = "1", StageName = "prod" }, Context).Account!;
        var (form, error) = ExportForm.Read(exportType, extensions);
        Assert.Null(error);
        return RestApiExport.Of(account.RestApis[api.Id], account.RestApis[api.Id].Stages["prod"], form!, "us-east-1");
    }

    public static string Text(JsonObject document, bool isYaml) => isYaml ? YamlText.Write(document) : JsonText.Write(document);
}
