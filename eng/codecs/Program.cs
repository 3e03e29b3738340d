// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Tests.Codecs;

// Stands on the records only, so that it is built when the code that it writes is not.
File.WriteAllText(Path.Combine(args[0], "Codecs/DefinitionJson.g.cs"), DefinitionCodeGenerator.Codecs());
File.WriteAllText(Path.Combine(args[0], "Store/Rows/AccountRows.g.cs"), DefinitionCodeGenerator.Rows());
