// SPDX-License-Identifier: Apache-2.0

// Writes src/Foregate.ControlPlane/Protocol/Generated from AWS's public service models:
//     dotnet run --project eng/OperationTables -- MODELS... src/Foregate.ControlPlane/Protocol/Generated
// MODELS is a folder laid out as botocore's data folder: service/date/service-2.json, or service-2.json.gz as the Python package botocore has them
//     python3 -c 'import botocore, os; print(os.path.join(os.path.dirname(botocore.__file__), "data"))'
// Of several folders the first that has a model gives it. What is written is committed; building Foregate needs neither the models nor this program.
using Foregate.OperationTables;

if (args is not [_, .., var output] || args.Length < 2)
{
    Console.Error.WriteLine("usage: OperationTables MODELS... OUTPUT");
    return 2;
}

Directory.CreateDirectory(output);
foreach (var source in ModelSource.All)
{
    using var model = source.Find(args[..^1]);
    if (model is null)
    {
        Console.Error.WriteLine($"{source.Folder}/service-2.json is in none of the folders.");
        return 1;
    }

    File.WriteAllText(Path.Combine(output, source.ClassName + ".g.cs"), source.Render(model.RootElement));
}

return 0;
