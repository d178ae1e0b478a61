namespace Qianliyan.Storage.Entities;

/// <summary>
/// A run of rows and, if the range has more, the range that continues it. One page is one consistent view.
/// </summary>
public readonly record struct EntityPage(IReadOnlyList<Entity> Entities, EntityRange? Next);
