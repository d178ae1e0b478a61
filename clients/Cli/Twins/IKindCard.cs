using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>What twins of one kind have to say beyond what all say.</summary>
interface IKindCard
{
    void AddFacts(FactSheet sheet);

    void WriteTables(IAnsiConsole console);
}
