namespace Qianliyan.Domain.Policies;

/// <summary>A policy file that another one extends.</summary>
/// <param name="Name">As the other one calls it.</param>
/// <param name="Yaml">The file, to the letter.</param>
public sealed record PolicyBase(string Name, string Yaml);
