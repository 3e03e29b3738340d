// SPDX-License-Identifier: Apache-2.0

// Writes src/Foregate.ControlPlane/Protocol/Generated from AWS's public service models (the layout of botocore's data folder):
//     dotnet run --project eng/OperationTables -- MODELS src/Foregate.ControlPlane/Protocol/Generated
// What it writes is committed; building Foregate needs neither the models nor this program.
using System.Text.Json;
using Foregate.OperationTables;

if (args is not [var models, var output])
{
    Console.Error.WriteLine("usage: OperationTables MODELS OUTPUT");
    return 2;
}

Directory.CreateDirectory(output);
foreach (var source in ModelSource.All)
{
    using var model = JsonDocument.Parse(File.ReadAllBytes(source.File(models)));
    File.WriteAllText(Path.Combine(output, source.ClassName + ".g.cs"), source.Render(model.RootElement));
}

return 0;
