-- Sales Supervision: the schema from step baseline to step add_optimistic_locking.
-- It can be run again: what is done already is left alone.
-- Put the name of your database here.
USE [database];
GO
SET XACT_ABORT ON;
GO
BEGIN TRANSACTION;
GO
-- Running upgrade baseline -> add_optimistic_locking
IF @@TRANCOUNT > 0
AND COL_LENGTH(N'tbl_supervision_route_summary', N'record_version') IS NULL
BEGIN
    ALTER TABLE tbl_supervision_route_summary ADD record_version INTEGER NOT NULL DEFAULT 1;
END;
GO
IF @@TRANCOUNT > 0
AND NOT EXISTS (SELECT 1 FROM sys.indexes
    WHERE name = N'idx_route_session_version' AND object_id = OBJECT_ID(N'tbl_supervision_route_summary'))
BEGIN
    CREATE INDEX idx_route_session_version ON tbl_supervision_route_summary (session_id, record_version);
END;
GO
IF @@TRANCOUNT > 0
AND OBJECT_ID(N'alembic_version', N'U') IS NOT NULL
BEGIN
    UPDATE alembic_version SET version_num='add_optimistic_locking' WHERE alembic_version.version_num = 'baseline';
END;
GO
IF @@TRANCOUNT > 0
BEGIN
    COMMIT TRANSACTION;
END;
GO
