using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Importing;

/// <summary>A record of a file, the fields that the file speaks of, and where it stands in it.</summary>
readonly record struct Amendment(RegistryRecord Record, RegistryFields Said, long Line)
{
    /// <summary>What both say, the later word counting.</summary>
    public Amendment After(Amendment earlier) => new(Record.Over(earlier.Record, Said), Said | earlier.Said, Line);
}
