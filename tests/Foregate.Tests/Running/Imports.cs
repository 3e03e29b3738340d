// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.Definitions;

namespace Foregate.Tests.Running;

/// <summary>Documents read without a process.</summary>
internal static class Imports
{
    public static ImportResult Of(string document)
    {
        var import = OpenApiDocument.Import(
            Encoding.UTF8.GetBytes(document), "api.yaml", new ImportOptions(), new Account { AccountId = "000000000000", Region = "us-east-1" }, TimeProvider.System);
        Assert.Empty(import.Faults);
        return import;
    }
}
