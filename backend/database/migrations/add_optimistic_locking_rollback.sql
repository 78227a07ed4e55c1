-- Sales Supervision: the schema from step add_optimistic_locking to step baseline.
-- It can be run again: what is done already is left alone.
-- Put the name of your database here.
USE [database];
GO
SET XACT_ABORT ON;
GO
BEGIN TRANSACTION;
GO
-- Running downgrade add_optimistic_locking -> baseline
IF @@TRANCOUNT > 0
AND EXISTS (SELECT 1 FROM sys.indexes
    WHERE name = N'idx_route_session_version' AND object_id = OBJECT_ID(N'tbl_supervision_route_summary'))
BEGIN
    DROP INDEX idx_route_session_version ON tbl_supervision_route_summary;
END;
GO
IF @@TRANCOUNT > 0
BEGIN
    DECLARE @drop_default NVARCHAR(MAX) = (
        SELECT N'ALTER TABLE tbl_supervision_route_summary DROP CONSTRAINT ' + QUOTENAME(name)
        FROM sys.default_constraints
        WHERE parent_object_id = OBJECT_ID(N'tbl_supervision_route_summary')
        AND COL_NAME(parent_object_id, parent_column_id) = N'record_version'
    );
    IF @drop_default IS NOT NULL
        EXEC sp_executesql @drop_default;
END;
GO
IF @@TRANCOUNT > 0
AND COL_LENGTH(N'tbl_supervision_route_summary', N'record_version') IS NOT NULL
BEGIN
    ALTER TABLE tbl_supervision_route_summary DROP COLUMN record_version;
END;
GO
IF @@TRANCOUNT > 0
AND OBJECT_ID(N'alembic_version', N'U') IS NOT NULL
BEGIN
    UPDATE alembic_version SET version_num='baseline' WHERE alembic_version.version_num = 'add_optimistic_locking';
END;
GO
IF @@TRANCOUNT > 0
BEGIN
    COMMIT TRANSACTION;
END;
GO
